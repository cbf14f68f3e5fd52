/// The rulings, proposals and makers as JSON: an object with a stable code, and the particulars that the code
/// calls for.
extension Ruling: Codable {
  private enum CodingKeys: String, CodingKey { case code, ground, information, review, proposal }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(String.self, forKey: .code) {
    case "accepted": self = .accepted
    case "partially_accepted": self = .partiallyAccepted
    case "rejected": self = .rejected(try container.decode(RejectionGround.self, forKey: .ground))
    case "answered": self = .answered
    case "needs_information":
      self = .needsInformation(try container.decode([InformationItem].self, forKey: .information))
    case "manual_review":
      self = .manualReview(
        try container.decode(ReviewReason.self, forKey: .review),
        proposal: try container.decodeIfPresent(Proposal.self, forKey: .proposal))
    default:
      throw DecodingError.dataCorruptedError(forKey: .code, in: container, debugDescription: "unknown ruling")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(code, forKey: .code)
    switch self {
    case .accepted, .partiallyAccepted, .answered: break
    case .rejected(let ground): try container.encode(ground, forKey: .ground)
    case .needsInformation(let items): try container.encode(items, forKey: .information)
    case .manualReview(let reason, let proposal):
      try container.encode(reason, forKey: .review)
      try container.encodeIfPresent(proposal, forKey: .proposal)
    }
  }
}

extension Proposal: RawRepresentable, Codable {
  /// `accept_partially`, or `reject:` and the ground.
  package init?(rawValue: String) {
    if rawValue == "accept_partially" {
      self = .acceptPartially
      return
    }
    guard rawValue.hasPrefix("reject:"), let ground = RejectionGround(rawValue: String(rawValue.dropFirst(7)))
    else {
      return nil
    }
    self = .reject(ground)
  }

  package var rawValue: String {
    switch self {
    case .acceptPartially: "accept_partially"
    case .reject(let ground): "reject:\(ground.rawValue)"
    }
  }
}

extension DecisionMaker: RawRepresentable, Codable {
  /// `rules`, `person:` and the name, or `clock:` and its kind.
  package init?(rawValue: String) {
    if rawValue == "rules" {
      self = .rules
    } else if rawValue.hasPrefix("person:") {
      self = .person(String(rawValue.dropFirst(7)))
    } else if rawValue.hasPrefix("clock:"), let kind = ClockKind(rawValue: String(rawValue.dropFirst(6))) {
      self = .clock(kind)
    } else {
      return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .rules: "rules"
    case .person(let name): "person:\(name)"
    case .clock(let kind): "clock:\(kind.rawValue)"
    }
  }
}

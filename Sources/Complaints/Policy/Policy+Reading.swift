import Yams

extension Policy {
  /// Reads a policy file. Throws all that is wrong with it at once, each with its line.
  ///
  /// - Parameter today: also demand that the calendar covers the policy's clocks for a complaint received on
  ///   that day; without it, only on the policy's first day. Commands that start something new pass it;
  ///   reading the pinned policy of an old case must not.
  package static func read(_ source: String, today: CivilDate? = nil) throws(PolicyProblems) -> Policy {
    let notes = PolicySection.Notes()
    guard let node = try compose(source) else {
      throw PolicyProblems(problems: [PolicyProblem(line: 1, path: "", reason: "the file is empty")])
    }
    let policy = PolicySection(node, path: "", line: 1, notes: notes).flatMap { root in
      let policy = Policy(root, source: source, today: today)
      root.finish()
      return policy
    }
    guard let policy, notes.problems.isEmpty else { throw PolicyProblems(problems: notes.problems.sorted()) }
    return policy
  }

  /// `nil` when anything that is needed was wrong or missing; the section has noted what.
  private init?(_ root: PolicySection, source: String, today: CivilDate?) {
    let id = root.required("policy", .identifier)
    let version = root.required("version", .integer(1...1_000_000))
    let validFrom = root.required("valid_from", .date)
    let validThrough = root.optional("valid_through", .date)
    if let validFrom, let validThrough, validThrough < validFrom {
      root.complain("valid_through", "\(validThrough) is before \(validFrom)")
    }
    let jurisdiction = root.required("jurisdiction", .country)
    let zone = root.required("zone", .zone)
    let currency = root.required("currency", .currency)
    let merchant = root.section("merchant").flatMap { Merchant($0) }
    let calendar = root.section("calendar").flatMap { WorkingCalendar($0) }
    let offer = root.section("offer").flatMap { OfferRule($0) }
    let extras = PolicyExtras(root)
    let clocks = root.section("clocks").flatMap {
      ClockRule.all($0, offer: offer, returns: extras.returns)
    }
    let grounds = root.section("grounds").map { GroundRules($0) }
    let filing = root.section("filing").flatMap { FilingWindow($0) }
    let payments = root.section("payment_means").map { PaymentMeansRules($0) }
    // Amounts cannot be read before the currency; without one, their sections stay unread and only the
    // currency is reported.
    let money = currency.map { MoneySections(root, currency: $0) }
    if currency == nil { MoneySections.keys.forEach { root.skip($0) } }
    guard let id, let version, let validFrom, let jurisdiction, let zone, let currency, let merchant,
      let calendar, let offer, let clocks, let grounds, let filing, let payments,
      let money, let kinds = money.kinds, let automation = money.automation, let escalation = money.escalation
    else { return nil }
    self.init(
      id: id, version: version, validFrom: validFrom, validThrough: validThrough,
      jurisdiction: jurisdiction, zone: zone,
      currency: currency, merchant: merchant, calendar: calendar, clocks: clocks, kinds: kinds,
      grounds: grounds, automation: automation, filing: filing, latePenalty: extras.latePenalty,
      remedyPenalty: extras.remedyPenalty, offer: offer, goodwill: money.goodwill, loyalty: money.loyalty,
      payments: payments, standing: extras.standing, escalation: escalation, channels: extras.channels,
      updateCap: extras.updateCap, survey: extras.survey, retention: extras.retention,
      attachments: extras.attachments, returns: extras.returns, examination: extras.examination,
      carrierClaims: extras.carrierClaims, preferences: extras.preferences, source: source)
    checkConsistency(root, today: today)
  }

  /// The document's root; `nil` for an empty file. A text that is no YAML is a single problem: nothing behind
  /// it can be read.
  private static func compose(_ source: String) throws(PolicyProblems) -> Node? {
    do {
      return try Yams.compose(yaml: source)
    } catch {
      throw PolicyProblems(problems: [PolicyProblem(error)])
    }
  }
}

extension PolicyProblem {
  fileprivate init(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(line: mark.line, path: "", reason: "this is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(
        line: context.mark.line, path: "",
        reason: "the section that begins here has a key twice: \(keys.joined(separator: ", "))")
    default:
      self.init(line: 1, path: "", reason: "this is not YAML: \(error)")
    }
  }
}

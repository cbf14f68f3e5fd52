/// Turns the rules of a policy into the lines of the published page, in one language.
struct PolicyPage {
  typealias Part = PublishedPolicy.Part
  typealias Entry = PublishedPolicy.Entry

  let policy: Policy
  let texts: PageTexts
  let formats: MessageFormats

  func parts(of topic: PublishedPolicy.Topic) -> [Part] {
    switch topic {
    case .how: how
    case .what: what
    case .times: times
    case .refused: refused
    case .returns: returns
    case .also: also
    }
  }

  /// S16, S20, L1.
  private var how: [Part] {
    var parts: [Part] = [.paragraph(texts.text("how.any"))]
    if let channels = policy.channels {
      let open = Channel.allCases.compactMap { channel in
        channels.addresses[channel].map {
          Entry(word(channel, "channels"), $0, link: PageLink.href($0, channel))
        }
      }
      parts.append(.list(open))
    }
    parts.append(.paragraph(texts.text("how.tell")))
    if let durable = policy.channels?.durable, !durable.isEmpty {
      let names = Channel.allCases.filter(durable.contains).map { word($0, "channels") }
      parts.append(.paragraph(texts.text("how.durable", ["channels": names.joined(separator: ", ")])))
    }
    parts.append(.paragraph(texts.text("how.contact", ["contact": policy.merchant.contact])))
    return parts
  }

  /// S10, L3, L8.
  private var returns: [Part] {
    guard let returns = policy.returns else { return [] }
    var entries = [
      Entry(nil, texts.text("returns.change_of_mind_\(returns.changeOfMind.rawValue)")),
      Entry(nil, texts.text("returns.fault_\(returns.fault.rawValue)")),
    ]
    if let address = returns.onlineWithdrawal {
      entries.append(Entry(texts.text("returns.online_withdrawal"), address, link: PageLink.href(address)))
    }
    return [.list(entries)]
  }

  /// S17, S32, S42.
  private var refused: [Part] {
    var parts: [Part] = [
      .paragraph(texts.text("refused.grounds")),
      .list(RejectionGround.allCases.map { Entry(nil, word($0, "grounds")) }),
    ]
    let automatic = RejectionGround.allCases.filter(policy.grounds.automatic.contains)
    parts.append(
      .paragraph(
        automatic.isEmpty
          ? texts.text("refused.person")
          : texts.text(
            "refused.machine", ["grounds": automatic.map { word($0, "grounds") }.joined(separator: ", ")])))
    parts.append(.paragraph(texts.text("refused.appeal", ["term": term(policy.escalation.appealWithin)])))
    let routes = policy.escalation.routes
    guard !routes.isEmpty else { return parts }
    parts.append(.paragraph(texts.text("refused.routes")))
    parts.append(
      .list(
        routes.map { route in
          var text = route.name + (route.contact.map { ", \($0)" } ?? "")
          if route.kind.asksForConsent {
            text += ". " + texts.text(route.takesPart ? "refused.takes_part" : "refused.declines")
          }
          return Entry(word(route.kind, "routes"), text, link: route.contact.flatMap { PageLink.href($0) })
        }))
    return parts
  }
}

/// Where an address of a policy leads when it is clicked.
enum PageLink {
  /// Nothing but pages, mail and telephone: an address is data, and must not become a script.
  static func href(_ address: String, _ channel: Channel? = nil) -> String? {
    if address.hasPrefix("https://") || address.hasPrefix("http://") { return address }
    if address.contains("@"), !address.contains(where: \.isWhitespace), !address.contains(":") {
      return "mailto:\(address)"
    }
    guard channel == .phone else { return nil }
    let digits = address.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
    return digits.isEmpty ? nil : "tel:\(digits)"
  }
}

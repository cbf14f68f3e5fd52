extension EscalationRules {
  init?(_ section: PolicySection, currency: Currency) {
    defer { section.finish() }
    let contact = section.required("contact", .text)
    let appeal = section.section("appeal_within").flatMap { Term($0) }
    let highValue = section.optional("high_value", .money(currency))
    let rungs = section.sections("ladder").compactMap { EscalationRung($0, standard: contact) }
    let routes = section.sections("routes").compactMap { EscalationRoute($0) }
    if routes.isEmpty { section.complain("routes", "a refusal must name at least one further way (S32)") }
    for standing in Standing.allCases where !routes.isEmpty {
      guard !routes.contains(where: { $0.openTo.contains(standing) }) else { continue }
      section.complain(
        "routes", "none is open to \(standing.rawValue): a refusal must name a further way (S32)")
    }
    EscalationRules.check(rungs, highValue: highValue, section)
    guard let contact, let appeal else { return nil }
    self.init(
      contact: contact, appealWithin: appeal, highValue: highValue,
      ladder: rungs.isEmpty ? EscalationRung.standard(contact: contact) : rungs, routes: routes)
  }

  private static func check(_ rungs: [EscalationRung], highValue: Money?, _ section: PolicySection) {
    let order = MessageContext.EscalationLevel.allCases
    let places = rungs.compactMap { order.firstIndex(of: $0.level) }
    for (lower, upper) in zip(places, places.dropFirst()) where upper <= lower {
      section.complain(
        "ladder",
        "\(order[upper].rawValue) stands above \(order[lower].rawValue): the order is "
          + order.map(\.rawValue).joined(separator: ", "))
    }
    let isTriggered = rungs.contains { $0.triggers.contains(.highValue) }
    if isTriggered, highValue == nil {
      section.complain("high_value", "missing: a rung is for high_value, and nothing says what that is")
    }
    if highValue != nil, !rungs.isEmpty, !isTriggered {
      section.complain("high_value", "no rung of the ladder is reached by high_value")
    }
  }
}

extension EscalationRung {
  /// The ladder of a policy that names no rungs: the shop's two usual ones, for whatever brings a case there.
  static func standard(contact: String) -> [EscalationRung] {
    [MessageContext.EscalationLevel.teamLead, .manager].map { level in
      EscalationRung(
        level: level, holder: nil, contact: contact,
        // Of the warnings only a policy knows which should bring a case up: many come to nothing.
        triggers: Set(MessageContext.EscalationTrigger.allCases).subtracting([.clockAtRisk]), atRisk: nil,
        after: nil,
        handsOver: Set(Handover.allCases))
    }
  }

  /// - Parameter contact: of the section, for a rung that names none.
  init?(_ section: PolicySection, standard contact: String?) {
    defer { section.finish() }
    let level: MessageContext.EscalationLevel? = section.required("level", .word)
    let holder = section.optional("holder", .text)
    let own = section.optional("contact", .text)
    let triggers: [MessageContext.EscalationTrigger] = section.list("triggers", .word)
    let after = section.optionalSection("after").flatMap { Term($0) }
    let handsOver: [Handover] = section.list("hands_over", .word)
    let atRisk = section.optionalSection("at_risk").flatMap { ClockWarning($0) }
    if atRisk != nil, !triggers.contains(.clockAtRisk) {
      section.complain("at_risk", "belongs to the trigger clock_at_risk")
    }
    if triggers.isEmpty, !section.has("after") {
      section.complain("triggers", "nothing brings a case here: name a trigger, or a time with after")
    }
    guard let level, let contact = own ?? contact else { return nil }
    self.init(
      level: level, holder: holder, contact: contact, triggers: Set(triggers), atRisk: atRisk,
      after: after,
      handsOver: Set(handsOver))
  }
}

extension ClockWarning {
  /// `{ clock: answer, percent: 90 }`
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let clock: ClockKind? = section.required("clock", .word)
    let percent = section.required("percent", .integer(1...99))
    guard let clock, let percent else { return nil }
    self.init(clock, percent: percent)
  }
}

extension EscalationRoute {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let kind: Kind? = section.required("kind", .word)
    let name = section.required("name", .text)
    let contact = section.optional("contact", .text)
    if let contact, MessageRules.linksToClosedPlatform(contact) {
      section.complain(
        "contact", "the EU platform for online dispute resolution is closed since 2025-07-20 (L4)")
    }
    let openTo: [Standing] = section.list("open_to", .word)
    let takesPart = kind?.asksForConsent == true ? section.required("takes_part", .flag) : false
    guard let kind, let name, let takesPart else { return nil }
    self.init(
      kind: kind, name: name, contact: contact, openTo: Set(openTo.isEmpty ? Standing.allCases : openTo),
      takesPart: takesPart)
  }
}

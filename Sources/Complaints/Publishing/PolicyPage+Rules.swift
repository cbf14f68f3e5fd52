/// What a complaint can be about, and when the customer hears what.
extension PolicyPage {
  /// S1 to S10, S19.
  var what: [Part] {
    var parts: [Part] = [.paragraph(filing)]
    for kind in ComplaintKind.allCases {
      let rule = policy.rule(for: kind)
      parts.append(.heading(texts.text("kinds.\(kind.rawValue).title")))
      parts.append(.paragraph(about(kind, rule)))
      guard !rule.remedies.isEmpty else {
        parts.append(.paragraph(texts.text("kind.personal")))
        continue
      }
      parts.append(.paragraph(texts.text("kind.offers")))
      parts.append(.list(rule.remedies.map { line($0, after: kind) }))
    }
    return parts
  }

  private func about(_ kind: ComplaintKind, _ rule: KindRule) -> String {
    var sentences = [texts.text("kinds.\(kind.rawValue).about")]
    if !rule.evidence.isEmpty {
      let evidence = Evidence.allCases.filter(rule.evidence.contains).map { word($0, "evidence") }
      sentences.append(texts.text("kind.evidence", ["evidence": evidence.joined(separator: ", ")]))
    }
    if let filing = rule.filing {
      sentences.append(texts.text("kind.filing", window(filing)))
      if filing.term.roll == .nextWorkingDay { sentences.append(texts.text("time.roll")) }
    }
    return sentences.joined(separator: " ")
  }

  private var filing: String {
    var sentences = [texts.text("filing.general", window(policy.filing))]
    if let repair = policy.filing.afterRepair {
      sentences.append(texts.text("filing.after_repair", ["term": term(repair)]))
    }
    return sentences.joined(separator: " ")
  }

  private func window(_ filing: FilingWindow) -> [String: String] {
    ["term": term(filing.term), "start": word(filing.start, "starts")]
  }

  /// S35 to S41: each clock of the policy.
  var times: [Part] {
    var entries: [Entry] = []
    for kind in ClockKind.allCases {
      guard let rule = policy.clocks[kind] else { continue }
      var sentences = [texts.text("times.\(kind.rawValue)", values(of: kind, rule))]
      if rule.term.roll == .nextWorkingDay { sentences.append(texts.text("time.roll")) }
      if rule.onBreach == .deemAccepted {
        let standings = Standing.allCases.filter(rule.deemedFor.contains).map { word($0, "standings") }
        sentences.append(texts.text("time.deemed", ["standings": standings.joined(separator: ", ")]))
      }
      if kind == .offerExpiry, !policy.offer.defaults.isEmpty {
        let remedies = policy.offer.defaults.map { word($0, "remedies") }
        sentences.append(texts.text("time.default", ["remedies": remedies.joined(separator: ", ")]))
      }
      entries.append(Entry(nil, sentences.joined(separator: " ")))
      for remedy in Remedy.allCases {
        guard let own = rule.byRemedy[remedy] else { continue }
        entries.append(
          Entry(
            nil,
            texts.text("time.by_remedy", ["remedy": word(remedy, "remedies"), "term": term(own)])))
      }
    }
    return [.list(entries)]
  }

  private func values(of kind: ClockKind, _ rule: ClockRule) -> [String: String] {
    var values = ["term": term(rule.term)]
    if kind == .remedy { values["start"] = word(rule.start, "starts") }
    return values
  }

  /// S13 to S15, S33, L6, and what is kept how long.
  var also: [Part] {
    var entries: [Entry] = []
    if let rule = policy.latePenalty { entries.append(Entry(nil, penalty("late_penalty", rule))) }
    if let rule = policy.remedyPenalty { entries.append(Entry(nil, penalty("remedy_penalty", rule))) }
    entries += materialDelays
    if let rule = policy.loyalty {
      let remedy = line(rule.offer)
      let text = [remedy.title, remedy.text].compactMap(\.self).filter { !$0.isEmpty }
      entries.append(
        Entry(
          nil,
          texts.text(
            "also.loyalty", ["count": "\(rule.everyPaidOrders)", "remedy": text.joined(separator: ", ")])))
    }
    entries.append(
      Entry(nil, texts.text("also.vouchers", ["term": term(policy.offer.vouchersUsableFor)])))
    if let survey = policy.survey {
      entries.append(Entry(nil, texts.text("also.survey", ["term": term(survey.openFor)])))
    }
    if let retention = policy.retention {
      let values = [
        "customer_data": term(retention.customerData), "messages": term(retention.messages),
        "attachments": term(retention.attachments),
      ]
      entries.append(Entry(nil, texts.text("also.retention", values)))
    }
    return [.list(entries)]
  }

  private func penalty(_ key: String, _ rule: LatePenaltyRule) -> String {
    texts.text(
      "also.\(key)",
      ["rate": share(rule.ratePerDay), "base": word(rule.base, "bases"), "cap": share(rule.cap)])
  }

  /// S14: the delay that is material, and for which categories another is.
  private var materialDelays: [Entry] {
    let rules = ComplaintKind.allCases.flatMap { policy.rule(for: $0).remedies }
    guard
      let delay = rules.compactMap(\.onceDelayedBy).first(where: { !$0.byCategory.isEmpty })
        ?? rules.first(where: { $0.remedy == .refundFull && $0.onceDelayedBy != nil })?.onceDelayedBy
    else { return [] }
    return [Entry(nil, texts.text("also.material", ["days": days(delay.days)]))]
      + delay.byCategory.sorted { $0.key < $1.key }.map { category, number in
        Entry(nil, texts.text("also.category", ["category": category, "days": days(number)]))
      }
  }
}

import Foundation

/// What the terms of a policy must be able to rely on, and the order in which they end.
extension Policy {
  /// Every term that asks which days are worked on must find its end in the calendar, and every one that asks
  /// for hours must find hours.
  func checkTerms(_ root: PolicySection, today: CivilDate?) {
    let terms = namedTerms.sorted { $0.name < $1.name }
    for (name, term) in terms where term.unit.isWorkingTime && calendar.hours == nil {
      root.complain(
        "calendar",
        "\(name) is in \(term.unit.rawValue), and working_hours is missing: nothing says when those are")
    }
    for day in [validFrom, today].compactMap({ $0 }) {
      for (name, term) in terms where term.needsCalendar {
        do {
          _ = try term.deadline(from: zone.startOfDay(day), in: zone, calendar: calendar)
        } catch {
          root.complain("calendar", "too short for \(name) of a complaint received on \(day): \(error)")
        }
      }
    }
  }

  /// S37: a target of one's own that ends after the statutory one is none. S42: a case does not reach the
  /// upper rung first. S30: an update that is due sooner than the cap allows would never be sent in time.
  func checkOrderOfTerms(_ root: PolicySection) {
    let answer = clocks[.answer]?.term
    for kind in [ClockKind.acknowledge, .internalTarget] {
      if let day = firstDay(onWhich: clocks[kind]?.term, endsAfter: answer) {
        root.complain(
          "clocks", "\(kind.rawValue) ends after answer, for instance for a complaint received on \(day)")
      }
    }
    let rungs = escalation.ladder.filter { $0.after != nil }
    for (lower, upper) in zip(rungs, rungs.dropFirst()) {
      guard firstDay(onWhich: lower.after, endsAfter: upper.after) != nil else { continue }
      root.complain(
        "escalation", "a case reaches \(upper.level.rawValue) before \(lower.level.rawValue), the rung below")
    }
    if firstDay(onWhich: answer, endsAfter: examination?.answerAtMost) != nil {
      root.complain("examination", "at_most ends before the answer is due without an examination")
    }
    if let updateCap, updateCap.updates == 1,
      firstDay(onWhich: updateCap.within, endsAfter: clocks[.periodicUpdate]?.term) != nil
    {
      root.complain("update_cap", "the clock periodic_update asks for updates more often than this allows")
    }
    if let retention, firstDay(onWhich: retention.attachments, endsAfter: retention.customerData) != nil {
      root.complain("retention", "attachments name their sender, too: they cannot outlive customer_data")
    }
    if let retention, firstDay(onWhich: retention.messages, endsAfter: retention.customerData) != nil {
      root.complain("retention", "messages name their sender, too: they cannot outlive customer_data")
    }
  }

  /// Tried for every day that the calendar covers, because two terms in different units change places over
  /// holidays. `nil` where one is missing, or the calendar ends too early to tell.
  private func firstDay(onWhich first: Term?, endsAfter second: Term?) -> CivilDate? {
    guard let first, let second else { return nil }
    let mayChangePlaces = first.unit != second.unit || first.roll != second.roll
    var day = max(validFrom, calendar.covered.lowerBound)
    while day <= calendar.covered.upperBound {
      // The last instant of the day: the latest start of a term in hours.
      let start = zone.startOfDay(day.adding(days: 1)) - 1
      guard let end = try? first.deadline(from: start, in: zone, calendar: calendar),
        let limit = try? second.deadline(from: start, in: zone, calendar: calendar)
      else { return nil }
      if end.expiresAt > limit.expiresAt { return day }
      guard mayChangePlaces else { return nil }
      day = day.adding(days: 1)
    }
    return nil
  }

  /// All of them, by the way to them in the file. Terms of windows that began in the past are not tried
  /// against today: they may have ended long ago.
  private var namedTerms: [(name: String, term: Term)] {
    var terms: [(name: String, term: Term)] = []
    for (kind, rule) in clocks {
      let name = kind == .goodsReturn ? "returns.within" : "clocks.\(kind.rawValue)"
      terms.append((name: name, term: rule.term))
      for (remedy, term) in rule.byRemedy {
        terms.append((name: "clocks.\(kind.rawValue).by_remedy.\(remedy.rawValue)", term: term))
      }
    }
    terms.append((name: "offer.vouchers_usable_for", term: offer.vouchersUsableFor))
    terms.append((name: "escalation.appeal_within", term: escalation.appealWithin))
    for rung in escalation.ladder {
      if let after = rung.after {
        terms.append((name: "escalation.ladder: \(rung.level.rawValue)", term: after))
      }
    }
    if let atMost = examination?.answerAtMost { terms.append((name: "examination.at_most", term: atMost)) }
    if let carrierClaims { terms.append((name: "carrier_claims.within", term: carrierClaims.within)) }
    if let updateCap { terms.append((name: "update_cap.within", term: updateCap.within)) }
    if let survey { terms.append((name: "survey.open_for", term: survey.openFor)) }
    return terms
  }
}

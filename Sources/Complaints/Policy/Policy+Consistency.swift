import Foundation

extension Policy {
  /// What no single value shows: rules that contradict one another, and clocks that the calendar cannot
  /// carry.
  func checkConsistency(_ root: PolicySection, today: CivilDate?) {
    checkFormulas(root)
    checkDefaults(root)
    checkCalendar(root, today: today)
    for earlier in [ClockKind.acknowledge, .internalTarget] { checkBeforeAnswer(earlier, root) }
  }

  private func checkFormulas(_ root: PolicySection) {
    for (kind, rule) in kinds.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for remedy in rule.remedies {
        let place = "\(kind.rawValue): \(remedy.remedy.rawValue)"
        if remedy.formula == .latePenalty, latePenalty == nil {
          root.complain("kinds", "\(place) needs the section late_penalty, which is missing")
        }
        guard remedy.basis == .goodwill else { continue }
        guard let goodwillLimit else {
          root.complain("kinds", "\(place) is goodwill, and the section goodwill is missing")
          continue
        }
        if case .fixed(let amount) = remedy.formula, amount.minorUnits > goodwillLimit.minorUnits {
          root.complain("kinds", "\(place) gives \(amount), more than the goodwill limit of \(goodwillLimit)")
        }
      }
    }
  }

  private func checkDefaults(_ root: PolicySection) {
    let offered = Set(kinds.values.flatMap { $0.remedies.map(\.remedy) })
    for remedy in offer.defaults where !offered.contains(remedy) {
      root.complain("offer", "the default \(remedy.rawValue) is offered by no kind of complaint")
    }
  }

  /// Every term that asks which days are worked on must find its end in the calendar.
  private func checkCalendar(_ root: PolicySection, today: CivilDate?) {
    var terms = clocks.map { ("clocks.\($0.key.rawValue)", $0.value.term) }
    terms.append(("offer.vouchers_usable_for", offer.vouchersUsableFor))
    terms.append(("escalation.appeal_within", escalation.appealWithin))
    for day in [validFrom, today].compactMap({ $0 }) {
      for (name, term) in terms.sorted(by: { $0.0 < $1.0 }) where term.needsCalendar {
        do {
          _ = try term.deadline(from: zone.startOfDay(day), in: zone, calendar: calendar)
        } catch {
          root.complain("calendar", "too short for \(name) of a complaint received on \(day): \(error)")
        }
      }
    }
  }

  /// S37: a target of one's own that ends after the statutory one is none. Tried for every day that the
  /// calendar covers, because two terms in different units change places over holidays.
  private func checkBeforeAnswer(_ kind: ClockKind, _ root: PolicySection) {
    guard let earlier = clocks[kind]?.term, let answer = clocks[.answer]?.term else { return }
    var day = max(validFrom, calendar.covered.lowerBound)
    while day <= calendar.covered.upperBound {
      // The last instant of the day: the latest start of a term in hours.
      let start = zone.startOfDay(day.adding(days: 1)) - 1
      guard let target = try? earlier.deadline(from: start, in: zone, calendar: calendar),
        let statutory = try? answer.deadline(from: start, in: zone, calendar: calendar)
      else { return }
      if target.expiresAt > statutory.expiresAt {
        root.complain(
          "clocks", "\(kind.rawValue) ends after answer, for instance for a complaint received on \(day)")
        return
      }
      day = day.adding(days: 1)
    }
  }
}

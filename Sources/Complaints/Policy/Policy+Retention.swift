package import Foundation

extension RetentionRule {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let customerData = RetentionRule.term(section.section("customer_data"), section, "customer_data")
    let messages = RetentionRule.term(section.section("messages"), section, "messages")
    let attachments = RetentionRule.term(section.section("attachments"), section, "attachments")
    let documents = RetentionRule.term(
      section.optionalSection("payout_documents"), section, "payout_documents")
    guard let customerData, let messages, let attachments else { return nil }
    self.init(
      customerData: customerData, messages: messages, attachments: attachments, payoutDocuments: documents)
  }

  /// Kept for days or longer, and erased whether the day is worked on or not.
  private static func term(_ value: PolicySection?, _ section: PolicySection, _ key: String) -> Term? {
    guard let term = value.flatMap({ Term($0) }) else { return nil }
    if term.needsCalendar || term.unit.seconds != nil {
      section.complain(key, "is counted in calendar_days, weeks, months or years, without a roll")
    }
    return term
  }
}

extension Policy {
  /// What began before this instant has had its whole term by now; what begins with it, or later, has not.
  ///
  /// Of terms as retention has them: every moment of a civil day has the same end, so it is the start of a day in the policy's zone.
  package func cutoff(of term: Term, at now: Date) throws(CalendarError) -> Date {
    var day = zone.civilDate(of: now)
    // Not further back than the term is long in any calendar, and then day by day: months have no length of their own.
    day = day.adding(days: -term.mostDays)
    while try term.deadline(from: zone.startOfDay(day), in: zone, calendar: calendar).expiresAt <= now {
      day = day.adding(days: 1)
    }
    return zone.startOfDay(day)
  }
}

extension Term {
  /// At least as many civil days as the term may take, by a few.
  fileprivate var mostDays: Int {
    switch unit {
    case .minutes, .hours, .businessMinutes, .businessHours, .calendarDays, .businessDays: amount + 1
    case .weeks: 7 * amount + 1
    case .months: 31 * amount + 1
    case .years: 366 * amount + 1
    }
  }
}

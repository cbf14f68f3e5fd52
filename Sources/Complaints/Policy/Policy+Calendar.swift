extension WorkingCalendar {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let weekend = section.list("weekend", .weekday)
    let working = section.list("working_days", .date)
    let covers = section.section("covers").flatMap { range in
      defer { range.finish() }
      let from = range.required("from", .date)
      let through = range.required("through", .date)
      return WorkingCalendar.range(from, through, range)
    }
    let holidays = section.section("holidays").map { WorkingCalendar.holidays($0) }
    let hours = section.optionalSection("working_hours").map { WorkingHours($0) }
    hours?.check(weekend: Set(weekend), workingDays: working, section)
    if Set(weekend).count == 7 { section.complain("weekend", "a week without a working day has no end") }
    guard let covers, let holidays else { return nil }
    for date in holidays.keys where !covers.contains(date) {
      section.complain(
        "holidays",
        "\(date) lies outside what the calendar covers (\(covers.lowerBound) to \(covers.upperBound))")
    }
    for date in working {
      if holidays[date] != nil { section.complain("working_days", "\(date) is also a holiday") }
      if !covers.contains(date) {
        section.complain("working_days", "\(date) lies outside what the calendar covers")
      }
      if !weekend.contains(date.weekday) {
        section.complain("working_days", "\(date) is no weekend day, and worked on anyway")
      }
    }
    self.init(
      weekend: Set(weekend), holidays: holidays, workingDays: Set(working), hours: hours, covered: covers)
  }

  private static func range(
    _ from: CivilDate?, _ through: CivilDate?, _ section: PolicySection
  ) -> ClosedRange<CivilDate>? {
    guard let from, let through else { return nil }
    guard from <= through else {
      section.complain("through", "\(through) is before \(from)")
      return nil
    }
    return from...through
  }

  /// Keys are dates, values their names.
  private static func holidays(_ section: PolicySection) -> [CivilDate: String] {
    defer { section.finish() }
    var holidays: [CivilDate: String] = [:]
    for key in section.keys {
      let name = section.required(key, .text)
      guard let date = CivilDate(key) else {
        section.complain(key, "expected a date such as 2026-01-31 with the holiday's name")
        continue
      }
      holidays[date] = name
    }
    return holidays
  }
}

extension WorkingHours {
  /// Keys are days of the week, values lists of periods.
  init(_ section: PolicySection) {
    defer { section.finish() }
    var periods: [Int: [Period]] = [:]
    for (index, name) in PolicyScalar<Int>.weekdayNames.enumerated() {
      let day = section.list(name, .period).sorted { $0.from < $1.from }
      for (earlier, later) in zip(day, day.dropFirst()) where later.from < earlier.until {
        section.complain(name, "\(earlier) and \(later) overlap: the time would count twice")
      }
      if !day.isEmpty { periods[index + 1] = day }
    }
    self.init(periods)
  }

  /// Every day that is worked on must have hours, or a term would never get on; hours of a day that is never
  /// worked on are a mistake about the weekend.
  func check(weekend: Set<Int>, workingDays: [CivilDate], _ section: PolicySection) {
    let workedOn = Set(1...7).subtracting(weekend).union(workingDays.map(\.weekday))
    for (index, name) in PolicyScalar<Int>.weekdayNames.enumerated() {
      switch (workedOn.contains(index + 1), periods[index + 1] != nil) {
      case (true, false): section.complain("working_hours", "\(name) is worked on, and has no hours")
      case (false, true):
        section.complain(
          "working_hours", "\(name) is weekend, and no date under working_days makes one worked on")
      default: break
      }
    }
  }
}

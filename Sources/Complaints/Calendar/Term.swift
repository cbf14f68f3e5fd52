/// How much time something may take, as a policy writes it: `{ amount: 14, unit: calendar_days, roll:
/// next_working_day }`.
package struct Term: Sendable, Hashable {
  /// What is counted.
  package enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Elapsed time; 48 hours over a clock change are 48 hours.
    case minutes, hours
    /// Time in which people work, by the hours of the policy's calendar.
    case businessMinutes = "business_minutes"
    case businessHours = "business_hours"
    /// Every civil day.
    case calendarDays = "calendar_days"
    /// The working days of the policy's calendar.
    case businessDays = "business_days"
    /// Civil days and months; see `CivilDate.adding(months:)`.
    case weeks, months, years
  }

  /// What becomes of an end on a day that is not worked on.
  package enum Roll: String, Sendable, Hashable, Codable, CaseIterable {
    /// The end stays where it is.
    case none
    /// It moves to the next working day (L2, L5).
    case nextWorkingDay = "next_working_day"
  }

  package let amount: Int
  package let unit: Unit
  package let roll: Roll

  /// A term; `roll` says nothing for terms that end at an instant, and for business days, which never need it.
  package init(_ amount: Int, _ unit: Unit, roll: Roll = .none) {
    self.amount = amount
    self.unit = unit
    self.roll = roll
  }

  /// Whether the deadline depends on which days are worked on, and so on the calendar's range.
  package var needsCalendar: Bool {
    switch unit {
    case .businessMinutes, .businessHours, .businessDays: true
    case .minutes, .hours: false
    case .calendarDays, .weeks, .months, .years: roll == .nextWorkingDay
    }
  }
}

extension Term.Unit {
  /// How many seconds one is, of elapsed or of working time; `nil` for what is counted in days.
  var seconds: Double? {
    switch self {
    case .minutes, .businessMinutes: 60
    case .hours, .businessHours: 3600
    case .calendarDays, .businessDays, .weeks, .months, .years: nil
    }
  }

  /// Whether it is counted within the hours of the working days.
  package var isWorkingTime: Bool { self == .businessMinutes || self == .businessHours }

  /// Whether a term in it ends with a civil day that may turn out not to be worked on.
  var canRoll: Bool {
    switch self {
    case .calendarDays, .weeks, .months, .years: true
    case .minutes, .hours, .businessMinutes, .businessHours, .businessDays: false
    }
  }
}

/// How much time something may take, as a policy writes it: `{ amount: 14, unit: calendar_days, roll:
/// next_working_day }`.
package struct Term: Sendable, Hashable {
  /// What is counted.
  package enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Elapsed time; 48 hours over a clock change are 48 hours.
    case minutes, hours
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

  /// A term; `roll` says nothing for minutes and hours, which end at an instant, and for business days, which
  /// never need it.
  package init(_ amount: Int, _ unit: Unit, roll: Roll = .none) {
    self.amount = amount
    self.unit = unit
    self.roll = roll
  }

  /// Whether the deadline depends on which days are worked on, and so on the calendar's range.
  package var needsCalendar: Bool {
    switch unit {
    case .businessDays: true
    case .minutes, .hours: false
    case .calendarDays, .weeks, .months, .years: roll == .nextWorkingDay
    }
  }
}

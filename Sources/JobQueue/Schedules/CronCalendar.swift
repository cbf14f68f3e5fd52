/// The minutes of a calendar without zones and clock changes, counted from 1 January 1970, 00:00.
///
/// Whatever is difficult about local time is `next(after:in:)`; here every day has 1440 minutes.
extension CronExpression {
  private static let minutesOfDay = 1440
  /// The calendar repeats itself, weekdays included, after so many months; what is not found in them never comes.
  private static let monthsOfCycle = 400 * 12

  /// The first matching minute from `minute` on; `nil` when there is none, ever.
  ///
  /// Goes from field to field, so a rare date costs a step for each month in between and not for each minute.
  func firstLocalMinute(from minute: Int) -> Int? {
    let day = floorDivision(minute, Self.minutesOfDay)
    guard let today = firstDay(from: day) else { return nil }
    if today == day, let time = firstTime(from: minute - day * Self.minutesOfDay) {
      return day * Self.minutesOfDay + time
    }
    guard let later = today == day ? firstDay(from: day + 1) : today, let time = firstTime(from: 0) else {
      return nil
    }
    return later * Self.minutesOfDay + time
  }

  private func firstTime(from time: Int) -> Int? {
    let now = time / 60
    if hour.contains(now), let found = minute.first(from: time % 60) { return now * 60 + found }
    guard let later = hour.first(from: now + 1), let found = minute.first(from: 0) else { return nil }
    return later * 60 + found
  }

  private func firstDay(from day: Int) -> Int? {
    var date = CivilDay(daysSinceEpoch: day)
    for _ in 0...Self.monthsOfCycle {
      if month.contains(date.month) {
        let first = CivilDay(year: date.year, month: date.month, day: 1).daysSinceEpoch
        for candidate in first + date.day - 1..<first + date.daysInMonth
        where matches(day: candidate - first + 1, weekday: floorRemainder(candidate + 4, 7)) {
          return candidate
        }
      }
      date = CivilDay(year: date.year + date.month / 12, month: date.month % 12 + 1, day: 1)
    }
    return nil
  }

  private func matches(day: Int, weekday: Int) -> Bool {
    let (byDay, byWeekday) = (dayOfMonth.contains(day), dayOfWeek.contains(weekday))
    return dayOfMonth.beginsWithStar || dayOfWeek.beginsWithStar ? byDay && byWeekday : byDay || byWeekday
  }
}

/// A day of the Gregorian calendar, also before it was introduced.
private struct CivilDay {
  var year: Int
  var month: Int
  var day: Int

  var daysInMonth: Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Years are counted from March, so that the leap day is a year's last and months have regular lengths; 719 468 days lie between
  /// 1 March of the year 0 and 1 January 1970.
  var daysSinceEpoch: Int {
    let year = month <= 2 ? year - 1 : year
    let era = floorDivision(year, 400)
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSinceEpoch: Int) {
    let days = daysSinceEpoch + 719_468
    let era = floorDivision(days, 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
  }
}

func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
  let quotient = dividend / divisor
  return dividend % divisor < 0 ? quotient - 1 : quotient
}

private func floorRemainder(_ dividend: Int, _ divisor: Int) -> Int {
  dividend - floorDivision(dividend, divisor) * divisor
}

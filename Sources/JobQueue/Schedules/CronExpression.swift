/// When something comes again: the five fields of cron.
///
/// ```
/// minute  hour  day-of-month  month  day-of-week
/// 0-59    0-23  1-31          1-12   0-7 (0 and 7 are Sunday)
/// ```
///
/// A field is `*`, a value, a range `1-5`, a step `*/15` or `10-50/20`, or a list of those: `0,30-40/5`. Months and days of the week may be
/// named (`jan`, `mon`). `@hourly`, `@daily`, `@midnight`, `@weekly`, `@monthly`, `@yearly` and `@annually` stand for the usual ones.
///
/// Where day-of-month and day-of-week are both restricted, either is enough: `0 0 1,15 * mon` is the 1st, the 15th and each Monday. A
/// field that begins with `*` restricts nothing in this sense, so `0 0 */2 * mon` asks for both. That is the rule of Vixie's cron,
/// which the crontabs that people bring along were written for.
///
/// There are no seconds, no years, and none of Quartz's `?`, `L`, `W` and `#`; `@reboot` is no moment in time.
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
  /// As it was written.
  public let text: String

  let minute: CronValues
  let hour: CronValues
  let dayOfMonth: CronValues
  let month: CronValues
  let dayOfWeek: CronValues

  public var description: String { text }

  /// Reads an expression.
  ///
  /// - Throws: `CronError`, which names the field that cannot be read and says what it may be.
  public init(_ text: String) throws(CronError) {
    let fields = try Self.fields(of: text)
    self.text = text
    minute = try CronField.minute.values(of: fields[0])
    hour = try CronField.hour.values(of: fields[1])
    dayOfMonth = try CronField.dayOfMonth.values(of: fields[2])
    month = try CronField.month.values(of: fields[3])
    dayOfWeek = try CronField.dayOfWeek.values(of: fields[4])
  }

  private static let shorthands = [
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
  ]

  private static func fields(of text: String) throws(CronError) -> [Substring] {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let first = words.first, first.hasPrefix("@") else {
      guard words.count == 5 else {
        throw CronError(
          "\"\(text)\" has \(words.count) fields instead of five: minute hour day-of-month month day-of-week")
      }
      return words
    }
    guard words.count == 1, let meaning = shorthands[first.lowercased()] else {
      throw CronError(
        "\"\(text)\" is not known: there are \(shorthands.keys.sorted().joined(separator: " "))")
    }
    return meaning.split(separator: " ")
  }
}

/// A cron expression that cannot be read.
public struct CronError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Which field is wrong and what it may be; or what is wrong with the whole.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// One of the five fields: what may be in it, and how it is read.
enum CronField: String {
  case minute
  case hour
  case dayOfMonth = "day-of-month"
  case month
  case dayOfWeek = "day-of-week"

  /// What `*` stands for.
  var all: ClosedRange<Int> {
    switch self {
    case .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...6
    }
  }

  /// Names of values, from the first value of `all` on.
  private var names: [String] {
    switch self {
    case .minute, .hour, .dayOfMonth: []
    case .month: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    case .dayOfWeek: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    }
  }

  /// What may be written: as `all`, and 7 for Sunday.
  private var writable: ClosedRange<Int> { self == .dayOfWeek ? 0...7 : all }

  func values(of text: Substring) throws(CronError) -> CronValues {
    var bits: UInt64 = 0
    for item in text.split(separator: ",", omittingEmptySubsequences: false) {
      for value in try values(ofItem: item) { bits |= 1 << (self == .dayOfWeek ? value % 7 : value) }
    }
    return CronValues(bits: bits, beginsWithStar: text.hasPrefix("*"))
  }

  /// `*`, `3`, `1-5`, and the first and last with a step behind them.
  private func values(ofItem item: Substring) throws(CronError) -> StrideThrough<Int> {
    let parts = item.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let base = parts.first, !base.isEmpty else { throw refusal(item, "a value is missing") }
    let range = try range(of: base, in: item)
    guard parts.count == 2 else { return stride(from: range.lowerBound, through: range.upperBound, by: 1) }
    guard base == "*" || base.contains("-") else {
      throw refusal(item, "a step stands behind * or a range: \(base)-\(all.upperBound)/\(parts[1])")
    }
    // A larger step would run at the first value alone, which whoever wrote */90 for "every 90 minutes" does not expect.
    guard let step = Self.number(parts[1]), (1...all.count).contains(step) else {
      throw refusal(item, "a step is 1 to \(all.count)")
    }
    return stride(from: range.lowerBound, through: range.upperBound, by: step)
  }

  private func range(of base: Substring, in item: Substring) throws(CronError) -> ClosedRange<Int> {
    if base == "*" { return all }
    let ends = base.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let first = try value(of: ends[0], in: item)
    guard ends.count == 2 else { return first...first }
    var last = try value(of: ends[1], in: item)
    // A week may end with Sunday: fri-sun.
    if self == .dayOfWeek, last == 0, first > 0 { last = 7 }
    guard first <= last else {
      throw refusal(
        item,
        "a range runs upwards; write \(ends[0])-\(all.upperBound),\(all.lowerBound)-\(ends[1])")
    }
    return first...last
  }

  private func value(of text: Substring, in item: Substring) throws(CronError) -> Int {
    if let index = names.firstIndex(of: text.lowercased()) { return all.lowerBound + index }
    guard let value = Self.number(text), writable.contains(value) else {
      let named = names.isEmpty ? "" : ", \(names[0]) to \(names[names.count - 1])"
      throw refusal(
        item,
        "allowed are \(writable.lowerBound) to \(writable.upperBound)\(named), *, lists, ranges and steps")
    }
    return value
  }

  /// Digits only: `Int` would take a sign as well.
  private static func number(_ text: Substring) -> Int? {
    text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text) : nil
  }

  private func refusal(_ item: Substring, _ reason: String) -> CronError {
    CronError("\(rawValue) \"\(item)\": \(reason)")
  }
}

/// The values of a field, a bit each.
struct CronValues: Sendable, Hashable {
  let bits: UInt64
  /// `*` or `*/n`.
  let beginsWithStar: Bool

  func contains(_ value: Int) -> Bool { bits & (1 << value) != 0 }

  /// The smallest value from `value` on.
  func first(from value: Int) -> Int? {
    let left = value > 63 ? 0 : bits & (~0 << value)
    return left == 0 ? nil : left.trailingZeroBitCount
  }
}

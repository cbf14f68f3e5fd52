import Complaints
import Programs

/// A picture of a few numbers, beside the table that has them all. `ChartDrawing` draws it.
struct Chart: Sendable, Hashable {
  enum Form: Sendable, Hashable {
    /// A bar for each category, one below the other; several series stand behind one another in it.
    case bars
    /// A line for each series; the categories follow one another in time.
    case lines
  }

  /// What the values are, which says how they are written, and where an axis has its marks.
  enum Unit: Sendable, Hashable {
    /// 0 to 1; the axis goes to 100 %.
    case share
    case count
    /// In minor units.
    case money(Currency)
  }

  struct Series: Sendable, Hashable {
    let name: String
    /// One for each category; `nil`: nothing is known, and a line is broken there.
    let values: [Double?]
  }

  let title: String
  /// What is to be seen in it, for who does not see it.
  let summary: String
  let form: Form
  let unit: Unit
  let categories: [String]
  let series: [Series]
  /// What stands behind each bar; left out, its value.
  var labels: [String]?
  /// One of several of a kind, which are drawn side by side.
  var isSmall = false
}

extension Chart.Unit {
  func text(_ value: Double) -> String {
    switch self {
    case .share: percentText(value)
    case .count: countText(Int(value.rounded()))
    case .money(let currency): Money(minorUnits: Int64(value.rounded()), currency: currency).description
    }
  }

  /// The marks of an axis for values up to `highest`, the first at 0: three to six, at round numbers.
  func marks(upTo highest: Double) -> [Double] {
    if self == .share { return [0, 0.25, 0.5, 0.75, 1] }
    var distance = 1.0
    while distance * 5 < highest {
      distance *= [2.0, 2.5, 2.0][step(of: distance)]
    }
    return Array(
      stride(from: 0, through: max(distance, (highest / distance).rounded(.up) * distance), by: distance))
  }

  /// 1, 2, 5, 10 …: which of the three factors comes next.
  private func step(of distance: Double) -> Int {
    var leading = distance
    while leading >= 10 { leading /= 10 }
    return leading < 2 ? 0 : leading < 5 ? 1 : 2
  }

  /// At a mark: without decimals, where a mark is at whole units of the currency.
  func markText(_ value: Double) -> String {
    guard case .money(let currency) = self else { return text(value) }
    let unit = (0..<currency.exponent).reduce(1) { scale, _ in scale * 10 }
    let minorUnits = Int64(value.rounded())
    guard minorUnits % Int64(unit) == 0 else {
      return Money(minorUnits: minorUnits, currency: currency).decimal
    }
    return countText(minorUnits / Int64(unit))
  }
}

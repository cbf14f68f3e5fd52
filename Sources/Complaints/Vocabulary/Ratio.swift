/// An exact fraction: a rate per day, a share of a price. Never a floating-point number.
package struct Ratio: Sendable, Hashable, CustomStringConvertible {
  package let numerator: Int64
  /// Always positive.
  package let denominator: Int64

  /// `nil` unless the denominator is positive. The fraction is kept as given, not reduced.
  package init?(_ numerator: Int64, _ denominator: Int64) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }

  /// Reads a share that is not negative: `0.5%`, `0.5 %`, `0.005` or `1/200`, with at most nine decimals.
  /// `nil` for anything else: a comma, an exponent and a sign are refused, not interpreted.
  package init?(_ text: String) {
    var body = Substring(text)
    var divisor: Int64 = 1
    if body.last == "%" {
      divisor = 100
      body.removeLast()
      if body.last == " " { body.removeLast() }
    }
    if divisor == 1, let slash = body.firstIndex(of: "/") {
      guard let numerator = DecimalText(body[..<slash])?.scaled(to: 0),
        let denominator = DecimalText(body[body.index(after: slash)...])?.scaled(to: 0),
        numerator >= 0
      else { return nil }
      self.init(numerator, denominator)
      return
    }
    guard let decimal = DecimalText(body), !decimal.isNegative, decimal.decimals <= 9,
      let numerator = decimal.scaled(to: decimal.decimals)
    else { return nil }
    self.init(numerator, divisor * DecimalText.powerOfTen(decimal.decimals))
  }

  /// The fraction times a whole number of days or pieces; `nil` on overflow.
  package func times(_ count: Int) -> Ratio? {
    let (product, overflow) = numerator.multipliedReportingOverflow(by: Int64(count))
    return overflow ? nil : Ratio(product, denominator)
  }

  /// `numerator/denominator`, a form that `init(_:)` reads back.
  package var description: String { "\(numerator)/\(denominator)" }
}

/// How a fraction of a minor unit disappears. A policy names one: there is no default.
package enum RoundingMode: String, Sendable, Hashable, Codable, CaseIterable {
  /// Towards minus infinity: for amounts above zero, what is left over is dropped.
  case floor
  /// To the nearest; one half goes up, towards plus infinity.
  case halfUp = "half_up"
  /// To the nearest; one half goes to the even neighbour, so that many roundings do not drift.
  case halfEven = "half_even"

  /// The rounded quotient; `divisor` is positive.
  func quotient(of dividend: Int128, by divisor: Int128) -> Int128 {
    var (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    if remainder < 0 {
      quotient -= 1
      remainder += divisor
    }
    let twice = remainder * 2
    switch self {
    case .floor: return quotient
    case .halfUp: return twice >= divisor ? quotient + 1 : quotient
    case .halfEven:
      let goesUp = twice > divisor || (twice == divisor && quotient % 2 != 0)
      return goesUp ? quotient + 1 : quotient
    }
  }
}

/// How one kind of value is written in a policy file: what to read, and the words for what was expected
/// instead.
struct PolicyScalar<Value> {
  /// Goes on from "expected": "a date such as 2026-01-31".
  let expectation: String
  let parse: (String) -> Value?
}

extension PolicyScalar where Value == String {
  static var text: Self { PolicyScalar(expectation: "a text") { $0.isEmpty ? nil : $0 } }

  /// The code of a country, which says what law applies.
  static var country: Self {
    PolicyScalar(expectation: "a country's code of two capital letters such as PL") { text in
      let isCode = text.utf8.count == 2 && text.utf8.allSatisfy { (65...90).contains($0) }
      return isCode ? text : nil
    }
  }

  /// A word that goes into tables and addresses of files.
  static var identifier: Self {
    PolicyScalar(expectation: "a short name of lower-case letters, digits, - and _") { text in
      let allowed = text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
      return allowed && (1...40).contains(text.utf8.count) ? text : nil
    }
  }
}

extension PolicyScalar where Value == Int {
  static func integer(_ range: ClosedRange<Int>) -> Self {
    PolicyScalar(expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// In the order of their ISO numbers.
  static var weekdayNames: [String] {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  }

  /// A day of the week as its ISO number.
  static var weekday: Self {
    let names = weekdayNames
    return PolicyScalar(expectation: "a day of the week: \(names.joined(separator: ", "))") { text in
      names.firstIndex(of: text).map { $0 + 1 }
    }
  }
}

extension PolicyScalar where Value == WorkingHours.Period {
  static var period: Self {
    PolicyScalar(expectation: "a period of a day such as \"09:00-13:00\"") { WorkingHours.Period($0) }
  }
}

extension PolicyScalar where Value == Bool {
  static var flag: Self {
    PolicyScalar(expectation: "true or false") { ["true": true, "false": false][$0] }
  }
}

extension PolicyScalar where Value == CivilDate {
  static var date: Self { PolicyScalar(expectation: "a date such as 2026-01-31") { CivilDate($0) } }
}

extension PolicyScalar where Value == Zone {
  static var zone: Self { PolicyScalar(expectation: "a time zone such as Europe/Warsaw") { Zone($0) } }
}

extension PolicyScalar where Value == Currency {
  static var currency: Self {
    PolicyScalar(expectation: "a currency that Redress knows, such as PLN") { Currency(code: $0) }
  }
}

extension PolicyScalar where Value == Ratio {
  static var ratio: Self { PolicyScalar(expectation: "a share such as 0.5% or 1/3") { Ratio($0) } }
}

extension PolicyScalar where Value == Money {
  static func money(_ currency: Currency) -> Self {
    PolicyScalar(
      expectation: "an amount of \(currency), not negative, with at most \(currency.exponent) decimals"
    ) {
      guard let money = try? Money(decimal: $0, currency: currency), money.minorUnits >= 0 else { return nil }
      return money
    }
  }
}

extension PolicyScalar where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the words of an enumeration.
  static var word: Self {
    PolicyScalar(expectation: "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))") {
      Value(rawValue: $0)
    }
  }
}

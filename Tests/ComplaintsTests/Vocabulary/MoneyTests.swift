import Complaints
import Testing

@Suite struct MoneyTests {
  static let yen = Currency(code: "JPY")!
  static let dinar = Currency(code: "KWD")!

  struct Form: Sendable {
    let text: String
    let currency: Currency
    let units: Int64
    let canonical: String
  }

  @Test(arguments: [
    Form(text: "59.90", currency: pln, units: 5990, canonical: "59.90"),
    Form(text: "59.9", currency: pln, units: 5990, canonical: "59.90"),
    Form(text: "59", currency: pln, units: 5900, canonical: "59.00"),
    Form(text: "0.05", currency: pln, units: 5, canonical: "0.05"),
    Form(text: "-0.05", currency: pln, units: -5, canonical: "-0.05"),
    Form(text: "007.10", currency: pln, units: 710, canonical: "7.10"),
    Form(text: "1200", currency: yen, units: 1200, canonical: "1200"),
    Form(text: "1.25", currency: dinar, units: 1250, canonical: "1.250"),
    Form(text: "92233720368547758.07", currency: pln, units: .max, canonical: "92233720368547758.07"),
  ])
  func decimalForms(_ form: Form) throws {
    let money = try Money(decimal: form.text, currency: form.currency)
    #expect(money.minorUnits == form.units)
    #expect(money.decimal == form.canonical)
    #expect(try Money(decimal: money.decimal, currency: form.currency) == money)
  }

  @Test(
    "What is not a plain decimal number is refused, not interpreted",
    arguments: [
      "", "-", ".", "1.", ".5", "+1", "1,50", "1 000", "1e3", "0x10", "１２", "1.5.0", "NaN", " 1", "--1",
    ])
  func notANumber(text: String) {
    #expect(throws: MoneyTextError.notANumber) { try Money(decimal: text, currency: pln) }
  }

  @Test func limitsOfTexts() {
    #expect(throws: MoneyTextError.tooManyDecimals(allowed: 2)) { try Money(decimal: "1.999", currency: pln) }
    #expect(throws: MoneyTextError.tooManyDecimals(allowed: 0)) {
      try Money(decimal: "1.0", currency: Self.yen)
    }
    #expect(throws: MoneyTextError.tooLarge) { try Money(decimal: "92233720368547758.08", currency: pln) }
    #expect(Money(minorUnits: .min, currency: pln).decimal == "-92233720368547758.08")
  }

  @Test func differentCurrenciesNeverMix() {
    let (one, other) = (zloty("1.00"), Money(minorUnits: 1, currency: Self.yen))
    let mismatch = MoneyError.currencyMismatch(pln, Self.yen)
    #expect(throws: mismatch) { try one + other }
    #expect(throws: mismatch) { try one - other }
    #expect(throws: mismatch) { try one < other }
    #expect(throws: mismatch) { try Money.sum([one, other], in: pln) }
    #expect(throws: mismatch) { try one.capped(at: other) }
  }

  @Test func overflowIsAnError() throws {
    let most = Money(minorUnits: .max, currency: pln)
    #expect(throws: MoneyError.overflow(pln)) { try most + zloty("0.01") }
    #expect(throws: MoneyError.overflow(pln)) { try Money(minorUnits: .min, currency: pln) - zloty("0.01") }
    #expect(throws: MoneyError.overflow(pln)) { try most.times(2) }
    let double = try #require(Ratio(2, 1))
    #expect(throws: MoneyError.overflow(pln)) { try most.multiplied(by: double, rounding: .floor) }
    let same = try #require(Ratio(.max, .max))
    #expect(try most.multiplied(by: same, rounding: .halfEven) == most)
  }

  struct Rounding: Sendable {
    let units: Int64
    let floor: Int64
    let halfUp: Int64
    let halfEven: Int64
  }

  @Test(
    "Half of an amount, rounded in each of the named ways",
    arguments: [
      Rounding(units: 4, floor: 2, halfUp: 2, halfEven: 2),
      Rounding(units: 5, floor: 2, halfUp: 3, halfEven: 2),
      Rounding(units: 7, floor: 3, halfUp: 4, halfEven: 4),
      Rounding(units: -5, floor: -3, halfUp: -2, halfEven: -2),
      Rounding(units: -7, floor: -4, halfUp: -3, halfEven: -4),
      Rounding(units: 0, floor: 0, halfUp: 0, halfEven: 0),
    ])
  func rounding(_ row: Rounding) throws {
    let half = try #require(Ratio(1, 2))
    let money = Money(minorUnits: row.units, currency: pln)
    #expect(try money.multiplied(by: half, rounding: .floor).minorUnits == row.floor)
    #expect(try money.multiplied(by: half, rounding: .halfUp).minorUnits == row.halfUp)
    #expect(try money.multiplied(by: half, rounding: .halfEven).minorUnits == row.halfEven)
  }

  @Test(
    "Ratios are read exactly",
    arguments: [
      ("0.5%", "5/1000"), ("0.5 %", "5/1000"), ("100%", "100/100"), ("0.005", "5/1000"), ("1/3", "1/3"),
      ("2", "2/1"),
    ])
  func ratios(text: String, expected: String) {
    #expect(Ratio(text)?.description == expected)
  }

  @Test(arguments: ["", "%", "-1%", "1/0", "1/-2", "-1/2", "0,5%", "half", "1e-3", "0.0000000001"])
  func noRatios(text: String) {
    #expect(Ratio(text) == nil)
  }

  @Test func json() throws {
    let text = try DomainJSON.encode(zloty("12.30"))
    #expect(text == #"{"currency":"PLN","minor_units":1230}"#)
    #expect(try DomainJSON.decode(Money.self, from: text) == zloty("12.30"))
    #expect(throws: DecodingError.self) {
      try DomainJSON.decode(Money.self, from: #"{"currency":"XXX","minor_units":1}"#)
    }
  }
}

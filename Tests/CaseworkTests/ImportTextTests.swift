import Complaints
import Testing

@testable import Casework

@Suite struct ImportTextTests {
  @Test(arguments: [
    ("0", "PLN", 0), ("1234.50", "PLN", 123_450), ("1234.5", "PLN", 123_450), ("1234", "PLN", 123_400),
    ("007.07", "PLN", 707), ("1500", "JPY", 1500), ("1.234", "KWD", 1234), ("1.2", "KWD", 1200),
    ("999999999999.99", "PLN", 99_999_999_999_999), ("0000000000000000001", "PLN", 100),
  ])
  func amounts(text: String, code: String, units: Int64) throws {
    let currency = try #require(Currency(code: code))
    #expect(try AmountText.money(text, in: currency) == Money(minorUnits: units, currency: currency))
  }

  @Test(arguments: [
    ("-5", "PLN", AmountText.Fault.negative), ("-0.01", "PLN", .negative), ("\u{2212}5", "PLN", .negative),
    ("-", "PLN", .syntax), ("59.999", "PLN", .tooManyDecimals), ("10.0", "JPY", .tooManyDecimals),
    ("1.2345", "KWD", .tooManyDecimals), ("1000000000000", "PLN", .tooLarge),
    ("59,90", "PLN", .separator), ("1,234.50", "PLN", .separator), ("1.234,50", "PLN", .separator),
    ("1 234.50", "PLN", .separator), ("1\u{A0}234", "PLN", .separator), ("1'234", "PLN", .separator),
    ("12.3.4", "PLN", .separator),
    ("", "PLN", .syntax), ("59.90 zł", "PLN", .syntax), ("+5", "PLN", .syntax), (".5", "PLN", .syntax),
    ("5.", "PLN", .syntax), ("1e3", "PLN", .syntax), ("٥", "PLN", .syntax), ("0x10", "PLN", .syntax),
    ("NaN", "PLN", .syntax),
  ])
  func amountFaults(text: String, code: String, fault: AmountText.Fault) throws {
    let currency = try #require(Currency(code: code))
    #expect(throws: fault) { try AmountText.money(text, in: currency) }
  }

  @Test(arguments: [
    ("anna@sklep.example", true), ("jan.kowalski+allegro@poczta.example.com", true),
    ("żaneta@żółw.example", true),
    ("anna", false), ("anna@sklep", false), ("@sklep.example", false), ("anna@@sklep.example", false),
    ("a b@sklep.example", false), ("Anna <anna@sklep.example>", false), ("anna@sklep..example", false),
    (".anna@sklep.example", false), ("an..na@sklep.example", false), ("anna@-sklep.example", false),
    ("anna@sklep.example\r\nBcc: all@shop.example", false), ("anna@sklep.example,jan@sklep.example", false),
    ("anna\u{202E}@sklep.example", false), (String(repeating: "a", count: 65) + "@sklep.example", false),
  ])
  func emailAddresses(text: String, isAddress: Bool) {
    #expect(TextRules.isEmailAddress(text) == isAddress)
  }

  @Test(arguments: [
    ("pl", "pl"), ("PL", "pl"), ("pl-pl", "pl-PL"), ("pl_PL", "pl-PL"), ("sr-latn-rs", "sr-Latn-RS"),
    ("es-419", "es-419"), ("fil", "fil"),
    ("", nil), ("p", nil), ("polish", nil), ("pl-", nil), ("pl-P", nil), ("pl-PL-x", nil), ("12", nil),
    ("pl PL", nil), ("пл", nil), ("../pl", nil),
  ])
  func languageTags(text: String, expected: String?) {
    #expect(TextRules.languageTag(text) == expected)
  }

  /// The examples of the IBAN registry, and what may go wrong with them.
  @Test func accountNumbers() throws {
    #expect(
      try AccountNumber("PL61 1090 1014 0000 0712 1981 2874").compact == "PL61109010140000071219812874")
    #expect(try AccountNumber("gb29nwbk60161331926819").compact == "GB29NWBK60161331926819")
    #expect(try AccountNumber("DE89370400440532013000").compact == "DE89370400440532013000")
    #expect(throws: AccountNumber.Fault.checksum) { try AccountNumber("PL61109010140000071219812875") }
    #expect(throws: AccountNumber.Fault.checksum) { try AccountNumber("PL61109010140000071219812847") }
    #expect(throws: AccountNumber.Fault.syntax) { try AccountNumber("PL6110901014000007121981287") }
    #expect(throws: AccountNumber.Fault.syntax) { try AccountNumber("61109010140000071219812874") }
    #expect(throws: AccountNumber.Fault.syntax) { try AccountNumber("PL61-1090-1014-0000-0712-1981-2874") }
  }

  @Test(arguments: [
    ("dameged", "damaged"), ("Damaged", "damaged"), ("late delivery", "late_delivery"),
    ("late-delivry", "late_delivery"), ("recieved_not", nil), ("xyz", nil), ("", nil),
  ])
  func nearestWords(text: String, expected: String?) {
    #expect(NearestWord.nearest(to: text, among: ComplaintKind.allCases.map(\.rawValue)) == expected)
  }

  @Test func freeTextKeepsLinesAndLosesControls() {
    #expect(TextRules.cleanedFreeText("a\r\nb\rc\n\td").text == "a\nb\nc\n\td")
    #expect(!TextRules.cleanedFreeText("a\r\nb\rc\n\td").removedControls)
    let escape = TextRules.cleanedFreeText("a\u{1B}[2Jb\u{B}")
    #expect(escape.text == "a[2Jb")
    #expect(escape.removedControls)
  }
}

import Testing

@testable import Complaints

@Suite struct MessageFormatsTests {
  private static let formats: [MessageLanguage: MessageFormats] = Dictionary(
    uniqueKeysWithValues: TemplateFile.embedded.map { file in
      let texts = try! LanguageTexts(file)
      return (texts.language, texts.formats)
    })

  @Test(
    "plural forms of days",
    arguments: [
      (0, "0 dni", "0 дней", "0 days"), (1, "1 dzień", "1 день", "1 day"), (2, "2 dni", "2 дня", "2 days"),
      (5, "5 dni", "5 дней", "5 days"), (11, "11 dni", "11 дней", "11 days"),
      (12, "12 dni", "12 дней", "12 days"), (14, "14 dni", "14 дней", "14 days"),
      (21, "21 dni", "21 день", "21 days"), (22, "22 dni", "22 дня", "22 days"),
      (25, "25 dni", "25 дней", "25 days"), (101, "101 dni", "101 день", "101 days"),
      (111, "111 dni", "111 дней", "111 days"), (112, "112 dni", "112 дней", "112 days"),
      (122, "122 dni", "122 дня", "122 days"),
    ])
  func days(number: Int, polish: String, russian: String, english: String) throws {
    for (language, expected) in [(MessageLanguage.polish, polish), (.russian, russian), (.english, english)] {
      let form = try #require(Self.formats[language]).count(number, .day)
      #expect(form == expected.replacing(" ", with: "\u{A0}"))
    }
  }

  @Test(
    "Polish few and many differ in a noun that shows it",
    arguments: [
      (1, "rozwiązanie"), (2, "rozwiązania"), (5, "rozwiązań"), (12, "rozwiązań"), (21, "rozwiązań"),
      (22, "rozwiązania"),
    ])
  func options(number: Int, noun: String) throws {
    #expect(try #require(Self.formats[.polish]).count(number, .option) == "\(number)\u{A0}\(noun)")
  }

  @Test("categories of the Unicode plural rules, negative numbers and the extremes included")
  func categories() {
    let numbers = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 24, 25, 111, 114, 121, 1001, -1, -2]
    #expect(
      numbers.map { MessageLanguage.polish.pluralCategory(of: $0) } == [
        .many, .one, .few, .few, .many, .many, .many, .many, .many, .few, .few, .many, .many, .many, .many,
        .many, .one, .few,
      ])
    #expect(
      numbers.map { MessageLanguage.russian.pluralCategory(of: $0) } == [
        .many, .one, .few, .few, .many, .many, .many, .many, .one, .few, .few, .many, .many, .many, .one,
        .one, .one, .few,
      ])
    #expect(MessageLanguage.english.pluralCategory(of: 21) == .other)
    #expect(MessageLanguage.russian.pluralCategory(of: .min) == .many)
  }

  @Test(
    "amounts in each language, unbreakable",
    arguments: [
      (123_450, "PLN", "1 234,50 zł", "1 234,50 zł", "PLN 1,234.50"),
      (123_450, "RUB", "1 234,50 ₽", "1 234,50 ₽", "RUB 1,234.50"),
      (123_450, "GBP", "1 234,50 £", "1 234,50 £", "£1,234.50"),
      (5, "PLN", "0,05 zł", "0,05 zł", "PLN 0.05"),
      (99_999, "EUR", "999,99 €", "999,99 €", "€999.99"),
      (123_456_789, "GBP", "1 234 567,89 £", "1 234 567,89 £", "£1,234,567.89"),
      (1234, "JPY", "1 234 JPY", "1 234 JPY", "¥1,234"),
      (1_234_567, "KWD", "1 234,567 KWD", "1 234,567 KWD", "KWD 1,234.567"),
      (266_157, "BRL", "2 661,57 BRL", "2 661,57 BRL", "BRL 2,661.57"),
      (-1250, "GBP", "-12,50 £", "-12,50 £", "-£12.50"),
      (0, "PLN", "0,00 zł", "0,00 zł", "PLN 0.00"),
    ] as [(Int64, String, String, String, String)])
  func amounts(minorUnits: Int64, code: String, polish: String, russian: String, english: String) throws {
    let money = MessageSamples.money(minorUnits, code)
    for (language, expected) in [(MessageLanguage.polish, polish), (.russian, russian), (.english, english)] {
      let amount = try #require(Self.formats[language]).amount(money)
      #expect(amount == expected.replacing(" ", with: "\u{A0}"), "\(language)")
    }
  }

  @Test("the smallest amount does not trap")
  func smallest() throws {
    let amount = try #require(Self.formats[.english]).amount(MessageSamples.money(.min, "GBP"))
    #expect(amount == "-£92,233,720,368,547,758.08")
  }

  @Test("days in each language, unbreakable")
  func dates() throws {
    let day = MessageSamples.day("2026-05-04")
    #expect(try #require(Self.formats[.polish]).date(day) == "4\u{A0}maja\u{A0}2026")
    #expect(try #require(Self.formats[.russian]).date(day) == "4\u{A0}мая\u{A0}2026\u{A0}года")
    #expect(try #require(Self.formats[.english]).date(day) == "4\u{A0}May\u{A0}2026")
    let months = try #require(Self.formats[.polish]).months
    #expect(months.count == 12 && months.first == "stycznia" && months.last == "grudnia")
  }
}

import Testing

@testable import Complaints

/// What people write to customers in words of their own.
@Suite struct PersonalStatementTests {
  @Test func paragraphsAndListsStayAndNothingHiddenDoes() throws {
    let statement = try PersonalStatement("  First.\r\n\r\nSecond\u{202E} line\u{0007}.\n- one\n- two  \n\n")
    #expect(statement.text == "First.\n\nSecond line.\n- one\n- two")
    let message = try MessageCatalog.embedded.render(
      MessageSamples.context(.answer(.init(statement: statement.text))), locale: "en", fallback: .english)
    #expect(message.text.contains("\n\nFirst.\n\nSecond line.\n\n- one\n- two\n\n"))
    #expect(message.html.contains("<li style=\"margin:0 0 6px\">one</li>"))
  }

  @Test("a statement is data: neither a template nor HTML")
  func data() throws {
    let message = try MessageCatalog.embedded.render(
      MessageSamples.context(.answer(.init(statement: "{{customer_name}} <b>{{#x}}"))), locale: "pl",
      fallback: .english)
    #expect(message.text.contains("{{customer_name}} <b>{{#x}}"))
    #expect(message.html.contains("{{customer_name}} &lt;b&gt;{{#x}}"))
  }

  @Test func limits() throws {
    #expect(throws: StatementFault.empty) { try PersonalStatement("\n \u{200B}\t") }
    #expect(throws: StatementFault.tooLong(limit: 4_000)) {
      try PersonalStatement(String(repeating: "ż", count: 4_001))
    }
    #expect(try PersonalStatement(String(repeating: "ż", count: 4_000)).text.count == 4_000)
  }

  @Test("what no template says, no person says either: in the language of the message")
  func neverSaid() throws {
    let statement = try PersonalStatement("We will answer As Soon As Possible.")
    #expect(throws: StatementFault.neverSaid("as soon as possible")) {
      try MessageCatalog.embedded.check(statement, locale: "en-GB", fallback: .polish)
    }
    #expect(throws: StatementFault.neverSaid("as soon as possible")) {
      try MessageCatalog.embedded.check(statement, locale: "cs", fallback: .english)
    }
    try MessageCatalog.embedded.check(statement, locale: "pl", fallback: .english)
    // As the customer reads it, wherever the line was broken.
    for broken in ["as soon as\npossible", "as soon\u{00A0}as possible", "as  soon as \n possible"] {
      #expect(throws: StatementFault.neverSaid("as soon as possible"), "\(broken)") {
        try MessageCatalog.embedded.check(
          PersonalStatement("We will answer \(broken)."), locale: "en", fallback: .polish)
      }
    }
    #expect(throws: StatementFault.closedPlatform) {
      try MessageCatalog.embedded.check(
        PersonalStatement("https://EC.europa.eu/odr"), locale: "pl", fallback: .english)
    }
  }

  private let secrets = PublicSecrets(
    customerName: "Jan Kowalski", customerEmail: "jan@example.com", orderReference: "PL-7",
    caseReference: "R0000017")

  @Test(
    "S9: what tells who complained, and about what",
    arguments: [
      ("Pan Kowalskiego rozumiemy.", PublicSecrets.Secret.name), ("JAN, przepraszamy.", .name),
      ("Pisz na jan@EXAMPLE.com", .address), ("zamówienie pl-7", .order), ("r0000017", .caseReference),
      ("zwrot 20 zł", .amount), ("zwrot 1 200,50zł", .amount), ("£5 back", .amount),
      ("вернули 300 руб.", .amount),
      ("EUR 12", .amount),
    ])
  func secrets(text: String, secret: PublicSecrets.Secret) {
    #expect(secrets.toldBy(text) == secret)
  }

  @Test(arguments: [
    "W styczniu 2026 otworzyliśmy nowy magazyn.", "Odpowiadamy od 8 do 16.", "Janina z obsługi przeprasza.",
    "3 nowe osoby. Złoty medal!", "Na 100 paczek 2 docierają późno: złe miejsce.",
  ])
  func harmless(text: String) { #expect(secrets.toldBy(text) == nil) }

  @Test(arguments: [
    ("We were slow in March.", PublicSecrets.Secret?.none), ("Thank you, Mary.", .name),
    ("Pani Anny nie znamy.", nil),
  ])
  func aShortNameIsNoMonth(text: String, secret: PublicSecrets.Secret?) {
    let mary = PublicSecrets(
      customerName: "Mary", customerEmail: nil, orderReference: nil, caseReference: "R0000017")
    #expect(mary.toldBy(text) == secret)
  }

  @Test func nothingIsKnownOfSomebodyWithoutAName() {
    let unknown = PublicSecrets(
      customerName: nil, customerEmail: nil, orderReference: "", caseReference: "R0000017")
    #expect(unknown.toldBy("Dziękujemy za opinię.") == nil)
  }
}

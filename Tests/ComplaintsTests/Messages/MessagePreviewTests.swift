import Complaints
import Testing

/// What people see of templates before a customer does.
@Suite struct MessagePreviewTests {
  private func preview(_ language: MessageLanguage) throws -> MessagePreview {
    MessagePreview(
      language, merchant: try policy("pl").merchant, currency: pln, today: day("2026-03-05"))
  }

  @Test(arguments: MessageLanguage.allCases)
  func everyKindOfMessageCanBeSeen(language: MessageLanguage) throws {
    let (preview, catalog) = (try preview(language), try MessageCatalog())
    for kind in MessageKind.allCases {
      let context = try #require(preview.context(of: kind), "no sample of \(kind)")
      let message = try catalog.render(context, locale: language.rawValue, fallback: language)
      #expect(!message.usedFallback)
      #expect(kind == .publicReply || message.text.contains("R0000017"))
    }
  }

  @Test func theMerchantIsTheCallersAndTheDatesAreOfTheDay() throws {
    let context = try #require(preview(.polish).context(of: .acknowledgement))
    let text = try MessageCatalog().render(context, locale: "pl", fallback: .polish).text
      .replacing("\u{A0}", with: " ")
    #expect(text.contains("Katarzyna Nowak\nSklep Przykładowy"))
    #expect(text.contains("16 marca 2026"))
  }

  @Test func aMerchantsFileTakesThePlaceOfItsLanguageOnly() throws {
    var own = try #require(TemplateFile.shipped("messages_pl.yaml"))
    own.text += "\n# mine\n"
    let files = try TemplateFile.shipped(TemplateFile.embedded, replacedBy: [own])
    #expect(files.map(\.name) == TemplateFile.embedded.map(\.name))
    #expect(files.filter { $0.text.hasSuffix("# mine\n") }.map(\.name) == ["messages_pl.yaml"])
  }

  @Test func aFileThatWouldNeverBeReadIsNamed() throws {
    let stranger = TemplateFile(name: "mesages_pl.yaml", text: "language: pl")
    let error = try #require(throws: TemplateError.self) {
      try TemplateFile.shipped(TemplateFile.embedded, replacedBy: [stranger])
    }
    #expect(error.problems.map(\.file) == ["mesages_pl.yaml"])
    #expect(error.description.contains("messages_en.yaml, messages_pl.yaml, messages_ru.yaml, page_en.yaml"))
  }
}

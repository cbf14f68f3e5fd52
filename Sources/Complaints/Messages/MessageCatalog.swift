/// The messages in every language, read and checked once, then rendered without side effects from any thread.
package struct MessageCatalog: Sendable {
  private let languages: [MessageLanguage: LanguageTexts]
  private let layout = MessageLayout()

  /// The texts that the program carries inside it, read once.
  package static let embedded: MessageCatalog = {
    // They are part of the program and a test reads them: a mistake in one is ours.
    try! MessageCatalog()
  }()

  /// Reads the language files: exactly one for each language. Throws everything that is wrong in all of them.
  package init(files: [TemplateFile] = TemplateFile.embedded) throws(TemplateError) {
    var languages: [MessageLanguage: LanguageTexts] = [:]
    var problems: [TemplateProblem] = []
    for file in files {
      do {
        let texts = try LanguageTexts(file)
        if languages.updateValue(texts, forKey: texts.language) != nil {
          problems.append(
            TemplateProblem(
              file: file.name, line: 1, reason: "a second file for the language \(texts.language.rawValue)"))
        }
      } catch {
        problems += error.problems
      }
    }
    if problems.isEmpty {
      for language in MessageLanguage.allCases where languages[language] == nil {
        problems.append(
          TemplateProblem(
            file: "messages_\(language.rawValue).yaml", line: 1,
            reason: "no file for the language \(language.rawValue)"))
      }
    }
    guard problems.isEmpty else { throw TemplateError(problems: problems) }
    self.languages = languages
  }

  /// Writes a message in the customer's language, or in `fallback` when there are no texts in it.
  ///
  /// - Parameters:
  ///   - context: the facts.
  ///   - locale: the customer's, such as `pl`, `pl-PL` or `pt_BR`; `nil` when it is not known.
  ///   - fallback: the policy's language.
  package func render(
    _ context: MessageContext, locale: String?, fallback: MessageLanguage
  ) throws(MessageError) -> RenderedMessage {
    let own = locale.flatMap(MessageLanguage.init(locale:))
    guard let texts = languages[own ?? fallback], let message = texts.messages[context.kind] else {
      preconditionFailure("a catalog without a language or a kind cannot be made")
    }
    let values = try MessageValues(context, texts).values()
    let missing = context.kind.scope.always.filter { !values.present.contains($0) }
    guard missing.isEmpty else { throw .missing(context.kind, variables: missing.map(\.rawValue)) }

    var blocks: [[MessageText.Part]] = []
    for block in MessageBlock.allCases {
      guard let template = message.blocks[block] else { continue }
      let parts = MessageText.parts(template.render(values))
      if parts.isEmpty, context.kind.mandatoryBlocks.contains(block) {
        throw .emptyBlock(context.kind, block)
      }
      blocks.append(parts.map { $0.binding(shortWordsOf: texts.language) })
    }
    let page = page(
      texts: texts, subject: message.subject, values: values, blocks: blocks, kind: context.kind)
    return RenderedMessage(
      subject: page.subject, text: layout.text(page), html: layout.html(page), language: texts.language,
      usedFallback: own == nil)
  }

  /// What a complaint of the kind is called.
  package func title(of complaint: ComplaintKind, in language: MessageLanguage) -> String {
    languages[language]?.phrase("complaints", complaint.rawValue, "title") ?? complaint.rawValue
  }

  /// What the language of a message forbids, in small letters.
  func neverSaid(locale: String?, fallback: MessageLanguage) -> [String] {
    languages[locale.flatMap(MessageLanguage.init(locale:)) ?? fallback]?.neverSay ?? []
  }

  private func page(
    texts: LanguageTexts, subject: Template, values: TemplateValues, blocks: [[MessageText.Part]],
    kind: MessageKind
  ) -> MessageLayout.Page {
    MessageLayout.Page(
      language: texts.language, merchant: values[.merchant] ?? "",
      subject: MessageText.oneLine(subject.render(values)),
      greeting: texts.phrase("frame", "greeting", "", values), blocks: blocks,
      closing: texts.template("frame", "closing").render(values)
        .split(separator: "\n").map { MessageText.oneLine($0) },
      // The footer names the case; a public reply has none to name (S9).
      footer: kind == .publicReply ? "" : texts.phrase("frame", "footer", "", values))
  }
}

/// A message, ready to be sent. It holds personal data: never logged, never in an event.
package struct RenderedMessage: Sendable, Hashable {
  /// One line, without control characters.
  package var subject: String
  /// Lines end with `\n`.
  package var text: String
  /// A whole page.
  package var html: String
  /// The language that it is written in.
  package var language: MessageLanguage
  /// Whether that is the policy's language instead of the customer's. Recorded with the notification.
  package var usedFallback: Bool

  package init(subject: String, text: String, html: String, language: MessageLanguage, usedFallback: Bool) {
    self.subject = subject
    self.text = text
    self.html = html
    self.language = language
    self.usedFallback = usedFallback
  }
}

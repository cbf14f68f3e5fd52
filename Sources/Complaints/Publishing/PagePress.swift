/// Makes the customers' page of a policy in every language, from texts that were read and checked once.
package struct PagePress: Sendable {
  private let texts: [MessageLanguage: PageTexts]
  private let formats: [MessageLanguage: MessageFormats]
  private let layout = PageLayout()

  /// Reads the texts; throws everything that is wrong with them.
  ///
  /// - Parameters:
  ///   - pages: the files page_pl.yaml and the like, one for each language.
  ///   - messages: the files of messages, whose forms of dates and money the pages share.
  package init(
    pages: [TemplateFile] = TemplateFile.embeddedPages, messages: [TemplateFile] = TemplateFile.embedded
  ) throws(TemplateError) {
    var texts: [MessageLanguage: PageTexts] = [:]
    var formats: [MessageLanguage: MessageFormats] = [:]
    var problems: [TemplateProblem] = []
    for file in pages {
      do {
        let page = try PageTexts(file)
        if file.name != TemplateFile.pageName(page.language) {
          let reason = "holds the language \(page.language.rawValue), and is named for another"
          problems.append(TemplateProblem(file: file.name, line: 1, reason: reason))
        }
        texts[page.language] = page
      } catch {
        problems += error.problems
      }
    }
    for file in messages {
      do {
        let message = try LanguageTexts(file)
        if formats.updateValue(message.formats, forKey: message.language) != nil {
          let reason = "a second file for the language \(message.language.rawValue)"
          problems.append(TemplateProblem(file: file.name, line: 1, reason: reason))
        }
      } catch {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw TemplateError(problems: problems) }
    self.texts = texts
    self.formats = formats
  }

  /// What the page says.
  package func page(_ policy: Policy, in language: MessageLanguage) -> PublishedPolicy {
    guard let texts = texts[language], let formats = formats[language] else {
      preconditionFailure("texts without a language cannot be made")
    }
    return PublishedPolicy(policy, texts: texts, formats: formats)
  }

  /// The name of a page's file: `complaints.pl.html`.
  package static func fileName(_ language: MessageLanguage) -> String {
    "complaints.\(language.rawValue).html"
  }

  /// The page as HTML.
  ///
  /// - Parameter languages: those in which the page stands beside this one; it links to the others.
  package func html(_ policy: Policy, in language: MessageLanguage, beside languages: [MessageLanguage])
    -> String
  {
    let others = languages.filter { $0 != language }.compactMap { other in
      texts[other].map { (name: $0.text("frame.language"), language: other, file: Self.fileName(other)) }
    }
    return layout.html(page(policy, in: language), others: others)
  }
}

extension TemplateFile {
  /// The name of a language's messages: `messages_pl.yaml`.
  package static func name(_ language: MessageLanguage) -> String { "messages_\(language.rawValue).yaml" }

  /// The name of a language's texts for the published page: `page_pl.yaml`.
  package static func pageName(_ language: MessageLanguage) -> String { "page_\(language.rawValue).yaml" }

  /// The program's own file of that name.
  package static func shipped(_ name: String) -> TemplateFile? {
    (embedded + embeddedPages).first { $0.name == name }
  }

  /// Files of the program, each replaced as a whole by the merchant's file of the same name.
  ///
  /// Throws when a merchant's file has a name that no file of the program has: it would never be read, and nobody
  /// would notice.
  package static func shipped(
    _ files: [TemplateFile], replacedBy own: [TemplateFile]
  ) throws(TemplateError) -> [TemplateFile] {
    let strangers = own.filter { shipped($0.name) == nil }
    guard strangers.isEmpty else {
      let names = (embedded + embeddedPages).map(\.name).sorted().joined(separator: ", ")
      throw TemplateError(
        problems: strangers.map {
          TemplateProblem(file: $0.name, line: 1, reason: "no file that would be read; those are \(names)")
        })
    }
    return files.map { shipped in own.first { $0.name == shipped.name } ?? shipped }
  }
}

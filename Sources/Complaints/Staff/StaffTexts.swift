internal import Yams

/// What the shop's own people read in mails about their cases, in one language. Words of ours: no template of a shop's, nothing
/// of a customer.
package struct StaffTexts: Sendable {
  /// By table and key, joined by a point.
  private let texts: [String: String]
  private let cases: [PluralCategory: String]
  package let language: MessageLanguage

  private static let embedded: [MessageLanguage: StaffTexts] = {
    // They are part of the program and a test reads them: a mistake in one is ours.
    let texts = try! TemplateFile.embeddedStaff.map { try StaffTexts($0) }
    return Dictionary(uniqueKeysWithValues: texts.map { ($0.language, $0) })
  }()

  /// The texts that the program carries.
  package static func of(_ language: MessageLanguage) -> StaffTexts {
    guard let texts = embedded[language] else { preconditionFailure("a language without texts") }
    return texts
  }

  /// A text with its values; a word that the table does not know stands for itself, as people write it.
  package func text(_ table: Table, _ key: String, _ values: [String: String] = [:]) -> String {
    guard let text = texts["\(table.rawValue).\(key)"] else { return key.replacing("_", with: " ") }
    // In one pass: what a value holds is never read as a name.
    return text.replacing(/\{\{([^{}]*)\}\}/) { values[String($0.1)] ?? "" }
  }

  /// A number of cases, as the subject has it.
  package func count(ofCases number: Int) -> String {
    "\(number) \(cases[language.pluralCategory(of: number)] ?? "")"
  }

  /// The tables of a file.
  package enum Table: String, Sendable, CaseIterable {
    case mail, notices, clocks, reviews, triggers

    /// The names that each text has to use, by key.
    fileprivate var names: [String: Set<String>] {
      switch self {
      case .mail: ["subject": ["cases"], "due": ["time"], "with": ["file"], "closing": ["show", "list"]]
      case .notices:
        [
          "assigned": [], "review_opened": ["about"], "at_risk": ["about"], "breached": ["about"],
          "escalated": ["about"], "promise_due": [],
        ]
      case .clocks: Self.words(ClockKind.self)
      case .reviews: Self.words(ReviewReason.self)
      case .triggers:
        Self.words(MessageContext.EscalationTrigger.self).merging(["answer_bounced": []]) { $1 }
      }
    }

    private static func words<Word: CaseIterable & RawRepresentable<String>>(
      _: Word.Type
    ) -> [String: Set<String>] {
      Dictionary(uniqueKeysWithValues: Word.allCases.map { ($0.rawValue, []) })
    }
  }

  /// Reads and checks a file; throws everything that is wrong with it.
  init(_ file: TemplateFile) throws(TemplateError) {
    let root = try file.root()
    var reader = TemplateReader(file)
    let parts = reader.entries(
      of: root, at: 1, in: "the file", required: ["language", "cases"] + Table.allCases.map(\.rawValue))
    let nodes = Dictionary(uniqueKeysWithValues: parts)
    let named = nodes["language"].flatMap { $0.scalar?.string }
    let language = named.flatMap(MessageLanguage.init(rawValue:))
    if language == nil {
      reader.report(line: nodes["language"]?.line ?? 1, "language must be one of pl, ru, en")
    }
    var texts: [String: String] = [:]
    for table in Table.allCases {
      guard let node = nodes[table.rawValue] else { continue }
      let names = table.names
      for (key, entry) in reader.entries(of: node, in: table.rawValue, required: names.keys.sorted()) {
        let place = "\(table.rawValue).\(key)"
        texts[place] = reader.staffText(entry, place, names[key] ?? [])
      }
    }
    var cases: [PluralCategory: String] = [:]
    if let node = nodes["cases"], let language {
      let forms = language.pluralCategories.map(\.rawValue)
      for (form, text) in reader.entries(of: node, in: "cases", required: forms) {
        if let category = PluralCategory(rawValue: form) {
          cases[category] = reader.text(text, "cases.\(form)")
        }
      }
    }
    guard reader.problems.isEmpty, let language else {
      throw TemplateError(problems: reader.problems.sorted { $0.line < $1.line })
    }
    (self.texts, self.cases, self.language) = (texts, cases, language)
  }
}

extension TemplateReader {
  /// A text that uses exactly its names.
  fileprivate mutating func staffText(_ node: Node, _ place: String, _ names: Set<String>) -> String? {
    guard let text = text(node, place) else { return nil }
    let used = Set(text.matches(of: /\{\{([^{}]*)\}\}/).map { String($0.1) })
    for name in used.symmetricDifference(names).sorted() {
      report(
        line: node.line,
        names.contains(name) ? "\(place) has to say {{\(name)}}" : "\(place): unknown name {{\(name)}}")
    }
    return text
  }
}

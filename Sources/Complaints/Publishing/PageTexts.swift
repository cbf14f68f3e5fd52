internal import Yams

/// The texts of the published page in one language, checked.
struct PageTexts: Sendable {
  let language: MessageLanguage
  /// By table, key and, for kinds, field, joined by points.
  private let texts: [String: String]
  private let units: [Term.Unit: [PluralCategory: String]]

  /// A text with its values. Every text of `PageTable.all` is there once a file is read.
  func text(_ path: String, _ values: [String: String] = [:]) -> String {
    guard let text = texts[path] else { preconditionFailure("no text \(path)") }
    // In one pass: what a value holds is never read as a name.
    return MessageText.oneLine(text.replacing(/\{\{([^{}]*)\}\}/) { values[String($0.1)] ?? "" })
  }

  /// A number with its unit, as it stands after "within": in Polish and Russian in the genitive.
  func count(_ number: Int, _ unit: Term.Unit) -> String {
    let form = units[unit]?[language.pluralCategory(of: number)] ?? ""
    return "\(number)\(MessageFormats.nonBreakingSpace)\(form)"
  }

  /// Reads and checks a file; throws everything that is wrong with it.
  init(_ file: TemplateFile) throws(TemplateError) {
    let root = try file.root()
    var reader = TemplateReader(file)
    let parts = reader.entries(
      of: root, at: 1, in: "the file",
      required: ["language", "kinds", "units"] + PageTable.all.map(\.name))
    var language: MessageLanguage?
    var texts: [String: String] = [:]
    var units: Node?
    for (key, node) in parts {
      switch key {
      case "language":
        language = node.scalar.flatMap { MessageLanguage(rawValue: $0.string) }
        if language == nil { reader.report(line: node.line, "language must be one of pl, ru, en") }
      case "kinds": reader.kinds(node, into: &texts)
      case "units": units = node
      default:
        guard let table = PageTable.all.first(where: { $0.name == key }) else { continue }
        for (entry, text) in reader.entries(of: node, in: key, required: table.names.keys.sorted()) {
          texts["\(key).\(entry)"] = reader.pageText(text, "\(key).\(entry)", table.names[entry] ?? [])
        }
      }
    }
    let forms = language.flatMap { language in units.map { reader.units($0, language) } }
    guard reader.problems.isEmpty, let language, let forms else {
      throw TemplateError(problems: reader.problems.sorted { $0.line < $1.line })
    }
    self.language = language
    self.texts = texts
    self.units = forms
  }
}

extension TemplateReader {
  fileprivate mutating func kinds(_ node: Node, into texts: inout [String: String]) {
    for (kind, entry) in entries(of: node, in: "kinds", required: ComplaintKind.allCases.map(\.rawValue)) {
      for (field, text) in entries(of: entry, in: "kinds.\(kind)", required: PageTable.kindFields) {
        texts["kinds.\(kind).\(field)"] = pageText(text, "kinds.\(kind).\(field)", [])
      }
    }
  }

  fileprivate mutating func units(
    _ node: Node, _ language: MessageLanguage
  ) -> [Term.Unit: [PluralCategory: String]] {
    var units: [Term.Unit: [PluralCategory: String]] = [:]
    for (key, entry) in entries(of: node, in: "units", required: Term.Unit.allCases.map(\.rawValue)) {
      guard let unit = Term.Unit(rawValue: key) else { continue }
      let forms = entries(of: entry, in: "units.\(key)", required: language.pluralCategories.map(\.rawValue))
      for (form, text) in forms {
        guard let category = PluralCategory(rawValue: form) else { continue }
        units[unit, default: [:]][category] = pageText(text, "units.\(key).\(form)", [])
      }
    }
    return units
  }

  /// A text that uses exactly its names, has no number of its own (S45: what decides is what is published) and
  /// leads to no closed platform (L4).
  fileprivate mutating func pageText(_ node: Node, _ place: String, _ names: Set<String>) -> String? {
    guard let text = text(node, place) else { return nil }
    let used = Set(text.matches(of: /\{\{([^{}]*)\}\}/).map { String($0.1) })
    for name in used.subtracting(names).sorted() {
      let known =
        names.isEmpty ? "there are none here" : "known are \(names.sorted().joined(separator: ", "))"
      report(line: node.line, "\(place): unknown name {{\(name)}}; \(known)")
    }
    for name in names.subtracting(used).sorted() {
      report(line: node.line, "\(place) has to say {{\(name)}}")
    }
    if text.unicodeScalars.contains(where: { $0.properties.numericType != nil }) {
      report(line: node.line, "\(place) has a number of its own: numbers come from the policy")
    }
    if MessageRules.linksToClosedPlatform(text) {
      report(
        line: node.line, "\(place) links to the EU platform for online disputes, closed since July 2025 (L4)")
    }
    return text
  }
}

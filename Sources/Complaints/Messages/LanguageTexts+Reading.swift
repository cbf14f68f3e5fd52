internal import Yams

extension LanguageTexts {
  /// Reads and checks one language file; throws everything that is wrong with it.
  init(_ file: TemplateFile) throws(TemplateError) {
    let root = try file.root()
    var reader = TemplateReader(file)
    let tables = PhraseTable.all.map(\.name)
    let parts = Dictionary(
      uniqueKeysWithValues: reader.entries(
        of: root, at: 1, in: "the file",
        required: ["language", "never_say", "months", "money", "plurals", "messages"] + tables))

    let named = parts["language"].flatMap { $0.scalar?.string }
    let language = named.flatMap(MessageLanguage.init(rawValue:))
    if language == nil {
      reader.report(line: parts["language"]?.line ?? 1, "language must be one of pl, ru, en")
    }
    reader.neverSay = parts["never_say"].map { reader.list($0, "never_say").map { $0.lowercased() } } ?? []

    var phrases: [PhrasePath: Template] = [:]
    for table in PhraseTable.all {
      if let node = parts[table.name] { reader.phrases(of: table, node, into: &phrases) }
    }
    let messages = parts["messages"].map { reader.messages($0) } ?? [:]
    let formats = language.flatMap { language in
      reader.formats(
        parts, language: language, dateForm: phrases[PhrasePath(table: "formats", key: "date", field: "")])
    }
    reader.checkClosing(phrases[PhrasePath(table: "frame", key: "closing", field: "")], parts["frame"])

    guard reader.problems.isEmpty, let language, let formats else {
      throw TemplateError(problems: reader.problems.sorted { $0.line < $1.line })
    }
    self.init(
      language: language, messages: messages, phrases: phrases, formats: formats, neverSay: reader.neverSay)
  }
}

extension TemplateReader {
  fileprivate mutating func phrases(
    of table: PhraseTable, _ node: Node, into phrases: inout [LanguageTexts.PhrasePath: Template]
  ) {
    for (key, entry) in entries(of: node, in: table.name, required: table.keys) {
      let place = "\(table.name).\(key)"
      if table.fields.keys.contains("") {
        phrases[.init(table: table.name, key: key, field: "")] = template(
          entry, place, scope: table.scope(key: key, field: ""))
        continue
      }
      for (field, text) in entries(of: entry, in: place, required: table.fields.keys.sorted()) {
        phrases[.init(table: table.name, key: key, field: field)] = template(
          text, "\(place).\(field)", scope: table.scope(key: key, field: field))
      }
    }
  }

  fileprivate mutating func messages(_ node: Node) -> [MessageKind: LanguageTexts.Message] {
    var messages: [MessageKind: LanguageTexts.Message] = [:]
    for (key, entry) in entries(of: node, in: "messages", required: MessageKind.allCases.map(\.rawValue)) {
      if let kind = MessageKind(rawValue: key) { messages[kind] = message(kind, entry) }
    }
    return messages
  }

  private mutating func message(_ kind: MessageKind, _ node: Node) -> LanguageTexts.Message? {
    let place = "messages.\(kind.rawValue)"
    let entries = entries(
      of: node, in: place, required: ["subject"] + kind.mandatoryBlocks.map(\.rawValue),
      optional: kind.permittedBlocks.filter { !kind.mandatoryBlocks.contains($0) }.map(\.rawValue))
    var subject: Template?
    var blocks: [MessageBlock: Template] = [:]
    for (key, text) in entries {
      guard let template = template(text, "\(place).\(key)", scope: kind.scope) else { continue }
      guard let block = MessageBlock(rawValue: key) else {
        subject = template
        continue
      }
      blocks[block] = template
      for violation in MessageRules.violations(kind: kind, block: block, uses: template.uses) {
        report(line: text.line, "\(place).\(key): \(violation)")
      }
    }
    return subject.map { LanguageTexts.Message(subject: $0, blocks: blocks) }
  }

  fileprivate mutating func formats(
    _ parts: [String: Node], language: MessageLanguage, dateForm: Template?
  ) -> MessageFormats? {
    let months = parts["months"].map { list($0, "months") } ?? []
    if let node = parts["months"], months.count != 12 {
      report(line: node.line, "months must list 12 names, January first")
    }
    let money = parts["money"].flatMap { moneyForm($0) }
    var nouns: [MessageFormats.CountedNoun: [PluralCategory: String]] = [:]
    if let node = parts["plurals"] {
      let known = MessageFormats.CountedNoun.allCases.map(\.rawValue)
      for (key, entry) in entries(of: node, in: "plurals", required: known) {
        guard let noun = MessageFormats.CountedNoun(rawValue: key) else { continue }
        let forms = language.pluralCategories.map(\.rawValue)
        for (category, form) in entries(of: entry, in: "plurals.\(key)", required: forms) {
          guard let category = PluralCategory(rawValue: category) else { continue }
          nouns[noun, default: [:]][category] = text(form, "plurals.\(key).\(category)")
        }
      }
    }
    guard let dateForm, let money, months.count == 12 else { return nil }
    return MessageFormats(language: language, months: months, dateForm: dateForm, money: money, nouns: nouns)
  }

  private mutating func moneyForm(_ node: Node) -> MessageFormats.MoneyForm? {
    var form = MessageFormats.MoneyForm(decimalMark: "", groupMark: "", symbolFirst: false, symbols: [:])
    for (key, value) in entries(
      of: node, in: "money", required: ["decimal_mark", "group_mark", "symbol", "symbols"])
    {
      switch (key, value.scalar?.string) {
      case ("decimal_mark", let mark?) where mark.count == 1: form.decimalMark = mark
      case ("group_mark", "space"): form.groupMark = MessageFormats.nonBreakingSpace
      case ("group_mark", let mark?) where mark.count == 1: form.groupMark = mark
      case ("symbol", "before"): form.symbolFirst = true
      case ("symbol", "after"): form.symbolFirst = false
      case ("symbols", nil): form.symbols = symbols(value)
      case ("symbol", _): report(line: value.line, "money.symbol must be before or after")
      case ("symbols", _):
        report(line: value.line, "money.symbols must list currency codes and their symbols")
      default: report(line: value.line, "money.\(key) must be one character, or space for group_mark")
      }
    }
    return form
  }

  private mutating func symbols(_ node: Node) -> [String: String] {
    var symbols: [String: String] = [:]
    guard let mapping = node.mapping else {
      report(line: node.line, "money.symbols must list currency codes and their symbols")
      return [:]
    }
    for (key, value) in mapping {
      guard let code = key.scalar?.string, Currency(code: code) != nil else {
        report(line: key.line, "money.symbols: \(key.scalar?.string ?? "?") is no known currency")
        continue
      }
      symbols[code] = text(value, "money.symbols.\(code)")
    }
    return symbols
  }

  /// A letter is signed by a person and a shop (S25).
  fileprivate mutating func checkClosing(_ closing: Template?, _ node: Node?) {
    guard let closing, let node else { return }
    for variable in [TemplateVariable.responsible, .merchant] where !closing.uses.contains(variable) {
      report(line: node.line, "frame.closing: a message is signed: mention {{\(variable.rawValue)}}")
    }
  }
}

/// The texts of one language, checked.
struct LanguageTexts: Sendable {
  /// Subject and blocks of one kind of message.
  struct Message: Sendable {
    var subject: Template
    var blocks: [MessageBlock: Template]
  }

  /// Where a phrase stands: table, key and field of the file; the field is empty in a table of plain texts.
  struct PhrasePath: Hashable, Sendable {
    var table: String
    var key: String
    var field: String
  }

  var language: MessageLanguage
  var messages: [MessageKind: Message]
  var phrases: [PhrasePath: Template]
  var formats: MessageFormats
  /// What no message says, in small letters.
  var neverSay: [String]

  /// A phrase's template. Every phrase of `PhraseTable.all` is there once a file is read: its absence would be an
  /// error of this program, not of the merchant.
  func template(_ table: String, _ key: String, _ field: String = "") -> Template {
    guard let template = phrases[PhrasePath(table: table, key: key, field: field)] else {
      preconditionFailure("no phrase \(table).\(key).\(field)")
    }
    return template
  }

  /// A phrase with its values, on one line.
  func phrase(_ table: String, _ key: String, _ field: String = "", _ values: TemplateValues = .init())
    -> String
  {
    MessageText.oneLine(template(table, key, field).render(values))
  }
}

/// Something wrong in a template file.
package struct TemplateProblem: Sendable, Hashable, CustomStringConvertible {
  /// The name of the file.
  package var file: String
  /// From 1.
  package var line: Int
  /// What is wrong, and where it helps what would be right.
  package var reason: String

  /// `messages_pl.yaml:12: reason`.
  package var description: String { "\(file):\(line): \(reason)" }
}

/// Template files that cannot be used, with everything that is wrong with them at once.
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Never empty, in the order of the lines.
  package var problems: [TemplateProblem]

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Facts that make no message. Names the rule that is broken, never a value: a value may be personal data.
package enum MessageError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A fact without which this kind of message says nothing, such as an offer without options.
  case missing(MessageKind, variables: [String])
  /// A mandatory block came out without a word (S24).
  case emptyBlock(MessageKind, MessageBlock)
  /// The default option is none of those offered.
  case unknownDefaultOption
  /// A route leads to the EU platform for online disputes, closed since 20 July 2025 (L4).
  case closedPlatform

  package var description: String {
    switch self {
    case .missing(let kind, let variables):
      "a message \(kind.rawValue) cannot be written without \(variables.joined(separator: ", "))"
    case .emptyBlock(let kind, let block):
      "the block \(block.rawValue) of a message \(kind.rawValue) came out empty"
    case .unknownDefaultOption: "the default option is none of the options offered"
    case .closedPlatform: "a route leads to the EU platform for online disputes, which is closed"
    }
  }
}

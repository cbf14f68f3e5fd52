/// Why a mail was not sent. Never carries an address, a name or a text: errors are logged, personal data is not.
package enum MailError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The part of a mail in which something is wrong.
  package enum Part: String, Sendable, Hashable {
    case address, name, subject
  }

  case invalidAddress
  /// An address outside ASCII; it needs SMTPUTF8, which is not offered.
  case internationalAddress
  /// A line break, NUL or another control character where a header would hold it: a mistake, or an attack.
  case controlCharacter(in: Part)
  /// An idempotency key that is empty or too long for a file's name.
  case invalidKey
  /// The folder could not be written to; `code` is the `errno` of the step that failed.
  case storage(step: String, code: Int32)

  /// Whether trying the same mail again can never help.
  package var isPermanent: Bool {
    if case .storage = self { false } else { true }
  }

  package var description: String {
    switch self {
    case .invalidAddress: "the address is no mail address"
    case .internationalAddress: "the address has letters outside ASCII, which this gateway cannot send to"
    case .controlCharacter(let part): "the \(part.rawValue) holds a line break or another control character"
    case .invalidKey: "the idempotency key is empty or too long"
    case .storage(let step, let code): "the mail folder cannot be written: \(step) failed with errno \(code)"
    }
  }

  /// Throws when a text could end a header's line or hide the rest of it.
  static func rejectControls(in text: String, _ part: Part) throws(MailError) {
    let isControl = text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    if isControl { throw .controlCharacter(in: part) }
  }
}

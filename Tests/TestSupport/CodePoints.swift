/// By code points. To `hasPrefix`, a blank that a combining mark of a customer's text follows is another character.
extension String {
  package func begins(with prefix: String) -> Bool { unicodeScalars.starts(with: prefix.unicodeScalars) }

  package func ends(with suffix: String) -> Bool {
    unicodeScalars.reversed().starts(with: suffix.unicodeScalars.reversed())
  }
}

/// An address that mail can be sent to, with the name that is shown beside it.
///
/// The syntax is RFC 5321's without its curiosities: no quoted local parts, no address literals, no comments, and a
/// domain of at least two labels. Addresses outside ASCII need SMTPUTF8 and are refused with an error of their own,
/// so that such a customer is reached by another channel instead of not at all.
package struct MailAddress: Sendable, Hashable {
  /// As it is shown; may hold any letters but no control characters.
  package let name: String?
  /// `local@domain`, ASCII.
  package let address: String

  /// The part after the @, in lower case.
  package var domain: String { address.split(separator: "@").last.map { $0.lowercased() } ?? "" }

  /// Throws `MailError.invalidAddress`, `.internationalAddress` or `.controlCharacter`; none of them carries the value.
  package init(_ address: String, name: String? = nil) throws(MailError) {
    try MailError.rejectControls(in: address, .address)
    try MailError.rejectControls(in: name ?? "", .name)
    guard address.utf8.allSatisfy({ $0 < 128 }) else { throw .internationalAddress }
    let halves = address.split(separator: "@", omittingEmptySubsequences: false)
    guard address.utf8.count <= 254, halves.count == 2, MailAddress.isLocalPart(halves[0]),
      MailAddress.isDomain(halves[1])
    else { throw .invalidAddress }
    self.address = address
    self.name = name.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// RFC 5321's dot-string of at most 64 octets.
  private static func isLocalPart(_ text: Substring) -> Bool {
    let atoms = text.split(separator: ".", omittingEmptySubsequences: false)
    return text.utf8.count <= 64
      && atoms.allSatisfy { atom in
        !atom.isEmpty
          && atom.utf8.allSatisfy { isAlphanumeric($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
      }
  }

  /// Two labels or more of letters, digits and inner hyphens, of at most 63 octets each.
  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

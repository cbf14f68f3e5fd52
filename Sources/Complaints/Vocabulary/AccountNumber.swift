/// An international bank account number (ISO 13616), checked as far as arithmetic goes; whether the account exists
/// is the bank's to say.
package struct AccountNumber: Sendable, Hashable {
  /// Why a text is not an account number.
  package enum Fault: Error, Hashable, Sendable {
    /// Wrong characters, or a length that the country does not have.
    case syntax
    /// The check digits do not fit: mistyped.
    case checksum
  }

  /// Upper case, without spaces.
  package let compact: String

  /// Reads either case, with spaces anywhere.
  package init(_ text: String) throws(Fault) {
    let compact = text.filter { $0 != " " }.uppercased()
    let bytes = Array(compact.utf8)
    guard (15...34).contains(bytes.count), bytes.allSatisfy({ AccountNumber.value(of: $0) != nil }),
      bytes[0...1].allSatisfy({ !AccountNumber.isDigit($0) }), bytes[2...3].allSatisfy(AccountNumber.isDigit)
    else { throw .syntax }
    if let length = AccountNumber.lengths[String(compact.prefix(2))], length != bytes.count { throw .syntax }
    // ISO 7064 MOD 97-10 over the number with its first four characters moved to the end, A = 10 … Z = 35.
    var remainder = 0
    for value in (bytes[4...] + bytes[..<4]).compactMap(AccountNumber.value) {
      remainder = (remainder * (value < 10 ? 10 : 100) + value) % 97
    }
    guard remainder == 1 else { throw .checksum }
    self.compact = compact
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func value(of byte: UInt8) -> Int? {
    if isDigit(byte) { return Int(byte - UInt8(ascii: "0")) }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? Int(byte - UInt8(ascii: "A")) + 10 : nil
  }

  /// The lengths of the countries of the single euro payments area and their neighbours; other countries are taken
  /// at any length. From the IBAN registry.
  private static let lengths: [String: Int] = {
    let table = """
      AD24 AL28 AT20 BA20 BE16 BG22 BY28 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GE22 GI23 GR27 HR21 HU28
      IE22 IS26 IT27 KZ20 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24
      SM27 TR26 UA29 VA22 XK20
      """
    let pairs = table.split { $0 == " " || $0 == "\n" }.map { (String($0.prefix(2)), Int($0.dropFirst(2))!) }
    return Dictionary(uniqueKeysWithValues: pairs)
  }()
}

/// A code on a voucher: sixteen characters of Crockford's base 32 in groups of four, `7K3M-9QXD-T2VR-8H4N`.
///
/// Fifteen are random: 75 bits, from the system's generator for keys, so that guessing is hopeless. The last
/// checks the others: a mistyped character and any two exchanged ones are noticed before a database is asked.
package struct VoucherCode: Sendable, Hashable, CustomStringConvertible {
  /// The values of the characters, 0 to 31, the check last. A code word: see `checksum`.
  private let digits: [UInt8]

  /// A new code. Unique only as far as chance goes; the table's key decides.
  package init() {
    var random = SystemRandomNumberGenerator()
    let digits = (0..<15).map { _ in UInt8.random(in: 0...31, using: &random) }
    self.digits = digits + [VoucherCode.checksum(digits)]
  }

  /// Reads what a person typed: either case, spaces and hyphens anywhere, O for 0, I and L for 1. `nil` when
  /// it cannot be a code.
  package init?(typed text: String) {
    var digits: [UInt8] = []
    for character in text.uppercased().utf8
    where character != UInt8(ascii: " ") && character != UInt8(ascii: "-") {
      guard digits.count < 16, let digit = VoucherCode.digit(of: character) else { return nil }
      digits.append(digit)
    }
    guard digits.count == 16, VoucherCode.checksum(digits.dropLast()) == digits.last else { return nil }
    self.digits = digits
  }

  /// Upper case, in groups of four. The form that is stored and printed.
  package var description: String {
    stride(from: 0, to: 16, by: 4)
      .map { start in
        String(decoding: digits[start..<start + 4].map { VoucherCode.alphabet[Int($0)] }, as: UTF8.self)
      }
      .joined(separator: "-")
  }

  /// No I, L, O, U: what looks alike, and what makes words.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  private static func digit(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "O"): 0
    case UInt8(ascii: "I"), UInt8(ascii: "L"): 1
    default: alphabet.firstIndex(of: character).map(UInt8.init)
    }
  }

  /// The sum of digit × αᵏ over the field of 32 elements, αᵏ ≠ 1 and all different for the fifteen places: so
  /// no single change and no exchange of two places, the check included, leaves it as it was.
  private static func checksum(_ digits: some Sequence<UInt8>) -> UInt8 {
    digits.reduce(0) { sum, digit in doubled(sum ^ digit) }
  }

  /// Times α in the field of 32 elements: modulo x⁵ + x² + 1, whose root has the order 31.
  private static func doubled(_ value: UInt8) -> UInt8 {
    value & 0b10000 == 0 ? value << 1 : ((value << 1) ^ 0b100101) & 0b11111
  }
}

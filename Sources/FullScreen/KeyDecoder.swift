/// Makes keys out of the bytes that a terminal sends, however they are split over reads. Pure.
///
/// ESC alone is a key and also begins the sequences of others, so only time can tell: while `isUndecided`, call `timeOut` when
/// nothing has come for about a tenth of a second. What has begun with `ESC [` is no key of its own and is waited for without a
/// limit: over a slow line its rest would turn into keys that nobody pressed. Sequences of no known key are dropped.
package struct KeyDecoder: Sendable {
  private var bytes: ArraySlice<UInt8> = []

  package init() {}

  /// What came may be a whole key already.
  package var isUndecided: Bool {
    bytes.first == Self.escape && (bytes.count == 1 || bytes.dropFirst() == [Self.o])
  }

  package mutating func feed(_ more: some Sequence<UInt8>) -> [Key] {
    bytes += more
    var keys: [Key] = []
    while let (key, count) = next() {
      bytes = bytes.dropFirst(count)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// Nothing has come for a while.
  package mutating func timeOut() -> [Key] {
    guard isUndecided else { return [] }
    let rest = bytes.dropFirst()
    bytes = []
    return [.escape] + feed(rest)
  }

  private static let escape: UInt8 = 0x1B
  private static let bracket: UInt8 = 0x5B
  private static let o: UInt8 = 0x4F
  /// Longer sequences than this are none that a keyboard makes.
  private static let mostBytes = 32

  /// The first key and how many bytes it takes; `nil` while more are needed.
  private func next() -> (Key?, Int)? {
    guard let first = bytes.first else { return nil }
    switch first {
    case Self.escape: return sequence()
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x01...0x1A: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
    case 0x20..<0x7F: return (.character(Character(Unicode.Scalar(first))), 1)
    case 0x80...: return character(first)
    default: return (nil, 1)
    }
  }

  /// A character of several bytes; a byte that begins none is dropped.
  private func character(_ first: UInt8) -> (Key?, Int)? {
    let count = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5 else { return (nil, 1) }
    let part = bytes.prefix(count)
    if let wrong = part.dropFirst().firstIndex(where: { $0 & 0xC0 != 0x80 }) {
      return (nil, wrong - part.startIndex)
    }
    guard part.count == count else { return nil }
    guard let text = String(validating: part, as: UTF8.self), let character = text.first else {
      return (nil, count)
    }
    return (.character(character), count)
  }

  private func sequence() -> (Key?, Int)? {
    let rest = bytes.dropFirst()
    guard let introducer = rest.first else { return nil }
    switch introducer {
    case Self.bracket: return control(rest.dropFirst())
    case Self.o:
      guard let final = rest.dropFirst().first else { return nil }
      return (Self.key(final, nil), 3)
    // ESC and a key behind it: pressed one after the other, or with Alt, of which nothing is made here.
    default: return (.escape, 1)
    }
  }

  /// `ESC [`, parameters, a final byte.
  private func control(_ rest: ArraySlice<UInt8>) -> (Key?, Int)? {
    // The Linux console's function keys: ESC [ [ A.
    if rest.first == Self.bracket {
      guard let letter = rest.dropFirst().first else { return nil }
      return ((0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil, 4)
    }
    let parameters = rest.prefix { (0x20..<0x40).contains($0) }
    let count = 2 + parameters.count
    guard let final = rest.dropFirst(parameters.count).first else {
      return count < Self.mostBytes ? nil : (nil, count)
    }
    // Something else began in the middle of it.
    guard (0x40..<0x7F).contains(final) else { return (nil, count) }
    // No key has more than two digits; whatever was pasted may have many.
    let digits = parameters.prefix { (0x30...0x39).contains($0) }.prefix(9)
    let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return (Self.key(final, parameters.isEmpty ? nil : number), count + 1)
  }

  private static func key(_ final: UInt8, _ number: Int?) -> Key? {
    switch Character(Unicode.Scalar(final)) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    case "M" where number == nil: .enter
    case "P": .function(1)
    case "Q": .function(2)
    case "R": .function(3)
    case "S": .function(4)
    case "Z": .backTab
    case "~": numbered[number ?? 0]
    default: nil
    }
  }

  private static let numbered: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .function(1),
    12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
    18: .function(7),
    19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
  ]
}

import Foundation

/// What the terminfo database says about a terminal, as far as it is of interest here (`man 5 term`).
package struct Terminfo: Hashable, Sendable {
  /// Colours of the palette; `nil`: none.
  package let colours: Int?
  /// How the cursor is moved; `nil`: not at all.
  package let cursorAddress: String?

  /// Reads a compiled entry; `nil` when it is none.
  package init?(_ bytes: [UInt8]) {
    func short(_ offset: Int) -> Int? {
      guard offset >= 0, offset + 1 < bytes.count else { return nil }
      let value = Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
      return value < 0x8000 ? value : nil
    }
    guard let magic = short(0), magic == 0o432 || magic == 0o1036, let names = short(2),
      let flags = short(4),
      let numbers = short(6), let strings = short(8), let table = short(10)
    else { return nil }
    let width = magic == 0o432 ? 2 : 4
    let firstNumber = (12 + names + flags + 1) & ~1
    let firstString = firstNumber + numbers * width
    let firstText = firstString + strings * 2
    guard firstText + table <= bytes.count else { return nil }
    // Of a four-byte number the lower half is enough: -1 and -2 fill both.
    colours = Self.colours < numbers ? short(firstNumber + Self.colours * width) : nil
    let offset = Self.cursorAddress < strings ? short(firstString + Self.cursorAddress * 2) : nil
    cursorAddress = offset.map {
      String(decoding: bytes.dropFirst(firstText + $0).prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// The places of `max_colors` among the numbers and of `cursor_address` among the strings.
  private static let colours = 13
  private static let cursorAddress = 10

  /// The entry of a terminal, where ncurses looks for it; `nil` when there is none, as on small systems.
  package static func entry(of name: String, _ environment: [String: String]) -> Terminfo? {
    guard let first = name.utf8.first, !name.contains("/"), !name.hasPrefix(".") else { return nil }
    let hexadecimal = String(first, radix: 16)
    for folder in folders(environment) {
      for part in [String(name.prefix(1)), hexadecimal] {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(part)/\(name)") else { continue }
        return Terminfo(Array(data))
      }
    }
    return nil
  }

  private static func folders(_ environment: [String: String]) -> [String] {
    let standard = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    let own = [environment["TERMINFO"], environment["HOME"].map { "\($0)/.terminfo" }].compactMap { $0 }
    let listed = environment["TERMINFO_DIRS"]?.split(separator: ":").map(String.init) ?? []
    return own + listed + standard
  }
}

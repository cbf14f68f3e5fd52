/// What a terminal can show, as the environment and terminfo tell. Pure, but for the look at terminfo, which is given.
package struct TerminalTraits: Hashable, Sendable {
  package let hasColour: Bool
  /// Else it is given ASCII only.
  package let isUnicode: Bool

  /// - Parameter terminfo: the entry of a name.
  /// - Returns: `nil` where the cursor cannot be moved as ECMA-48 says: a dumb terminal, or an odd one.
  package init?(_ environment: [String: String], terminfo: (String) -> Terminfo?) {
    let name = environment["TERM"] ?? ""
    guard !name.isEmpty, name != "dumb", name != "unknown" else { return nil }
    let entry = terminfo(name)
    if let entry {
      guard let address = entry.cursorAddress, address.hasPrefix("\u{1B}[") else { return nil }
    }
    hasColour = Self.hasColour(environment, name, entry)
    isUnicode = Self.isUnicode(environment)
  }

  /// Against NO_COLOR never (no-color.org), with COLORTERM always; else as terminfo says, and without an entry by the name.
  private static func hasColour(_ environment: [String: String], _ name: String, _ entry: Terminfo?) -> Bool {
    if !(environment["NO_COLOR"] ?? "").isEmpty { return false }
    if !(environment["COLORTERM"] ?? "").isEmpty { return true }
    if let entry { return (entry.colours ?? 0) >= 8 }
    return !(name.hasSuffix("-m") || name.hasSuffix("-mono") || name.wholeMatch(of: /vt[0-9]+.*/) != nil)
  }

  /// The first of the three that says anything decides, as in setlocale.
  private static func isUnicode(_ environment: [String: String]) -> Bool {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let codeset = locale.lowercased().replacing("-", with: "")
    return codeset.contains("utf8")
  }
}

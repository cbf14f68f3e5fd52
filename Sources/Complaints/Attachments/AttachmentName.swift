/// What its sender calls a file: shown to people, and never a part of a path.
package struct AttachmentName: Sendable, Hashable {
  package let text: String

  private static let longest = 120

  /// The last part of a path of any system, without what cannot be seen or would be obeyed (control characters, turned directions of
  /// reading, line separators), in at most 120 characters. Where nothing is left: `file`.
  package init(_ given: String) {
    let last = given.split { $0 == "/" || $0 == "\\" }.last ?? ""
    var visible = String.UnicodeScalarView()
    for scalar in last.unicodeScalars where !Self.isHidden(scalar) { visible.append(scalar) }
    let name = String(visible).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = name.isEmpty ? "file" : String(name.prefix(Self.longest))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

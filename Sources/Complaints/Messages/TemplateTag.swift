/// One `{{…}}` of a template.
///
/// The templates use four of mustache's tags and nothing else: a value, a section, an inverted section and its end.
/// What could bring in other text (partials, inheritance), switch escaping off or change the delimiters is refused,
/// so that what a template can do is plain from its names.
struct TemplateTag: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case value, section, inverted, end
  }
  var kind: Kind
  /// A variable's name, or "." for the entry of a list.
  var name: String
  /// Lines before the tag: 0 on the first line.
  var line: Int

  /// The tags of a template in their order, comments left out.
  static func scan(_ text: String) throws(TemplateFault) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    var rest = Substring(text)
    var line = 0
    while let opening = rest.firstRange(of: "{{") {
      line += newlines(in: rest[..<opening.lowerBound])
      guard let closing = rest[opening.upperBound...].firstRange(of: "}}") else {
        throw TemplateFault(line: line, reason: "a {{ without its }}")
      }
      let inside = rest[opening.upperBound..<closing.lowerBound]
      if inside.first != "!" { tags.append(try tag(inside, line: line)) }
      line += newlines(in: inside)
      rest = rest[closing.upperBound...]
    }
    return tags
  }

  private static func tag(_ inside: Substring, line: Int) throws(TemplateFault) -> TemplateTag {
    let (kind, body): (Kind, Substring) =
      switch inside.first {
      case "#": (.section, inside.dropFirst())
      case "^": (.inverted, inside.dropFirst())
      case "/": (.end, inside.dropFirst())
      default: (.value, inside)
      }
    let name = body.trimming(while: \.isWhitespace)
    let isName = name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
    guard !name.isEmpty, isName || (name == "." && kind == .value) else {
      throw TemplateFault(
        line: line,
        reason:
          "{{\(inside)}} is not understood: use {{name}}, {{#name}} … {{/name}} or {{^name}} … {{/name}}")
    }
    return TemplateTag(kind: kind, name: String(name), line: line)
  }

  private static func newlines(in text: Substring) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
}

/// What is wrong with one template, and how many lines below its first.
struct TemplateFault: Error, Hashable {
  var line: Int
  var reason: String
}

extension StringProtocol {
  /// Without the characters at both ends for which the predicate holds.
  func trimming(while predicate: (Character) -> Bool) -> SubSequence {
    guard let first = firstIndex(where: { !predicate($0) }),
      let last = lastIndex(where: { !predicate($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}

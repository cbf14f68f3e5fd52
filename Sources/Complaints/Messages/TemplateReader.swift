internal import Yams

/// Walks one language file and collects everything that is wrong with it, each with its line.
struct TemplateReader {
  let file: TemplateFile
  private(set) var problems: [TemplateProblem] = []
  /// Phrases that the language's texts must not hold (S34), in lower case; the file itself lists them.
  var neverSay: [String] = []

  init(_ file: TemplateFile) { self.file = file }

  mutating func report(line: Int, _ reason: String) {
    problems.append(TemplateProblem(file: file.name, line: line, reason: reason))
  }

  /// The entries of a mapping under exactly the expected keys. A missing and an unknown key are reported.
  mutating func entries(
    of mapping: Node.Mapping, at line: Int, in place: String, required: [String], optional: [String] = []
  ) -> [(key: String, node: Node)] {
    var found: [(key: String, node: Node)] = []
    for (keyNode, node) in mapping {
      guard let key = keyNode.scalar?.string else {
        report(line: keyNode.line, "a key of \(place) is no word")
        continue
      }
      guard required.contains(key) || optional.contains(key) else {
        let known = (required + optional).joined(separator: ", ")
        report(line: keyNode.line, "unknown key \(key) in \(place); known are \(known)")
        continue
      }
      found.append((key, node))
    }
    for key in required where !found.contains(where: { $0.key == key }) {
      report(line: line, "\(place) lacks \(key)")
    }
    return found
  }

  /// The entries of a node that has to be a mapping; nothing when it is something else, which is reported.
  mutating func entries(
    of node: Node, in place: String, required: [String], optional: [String] = []
  ) -> [(key: String, node: Node)] {
    guard let mapping = node.mapping else {
      report(line: node.line, "\(place) must hold keys and values")
      return []
    }
    return entries(of: mapping, at: node.line, in: place, required: required, optional: optional)
  }

  /// A text that is not blank.
  mutating func text(_ node: Node, _ place: String) -> String? {
    guard let text = node.scalar?.string, !text.allSatisfy(\.isWhitespace) else {
      report(line: node.line, "\(place) must be a text, and not an empty one")
      return nil
    }
    return text
  }

  /// The texts of a list.
  mutating func list(_ node: Node, _ place: String) -> [String] {
    guard let sequence = node.sequence else {
      report(line: node.line, "\(place) must be a list of texts")
      return []
    }
    return sequence.compactMap { text($0, place) }
  }

  /// A template of a scope, with the checks that hold for every text.
  mutating func template(_ node: Node, _ place: String, scope: TemplateScope) -> Template? {
    guard let text = text(node, place) else { return nil }
    // Only in a block text do the lines of the value match those of the file.
    let firstLine = node.scalar?.style == .literal ? node.line + 1 : node.line
    var said: Set<String> = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let lowered = MessageText.asSaid(line)
      let number = node.scalar?.style == .literal ? firstLine + index : firstLine
      for phrase in neverSay where lowered.contains(phrase) {
        said.insert(phrase)
        report(line: number, "\(place) says what never_say forbids: \(phrase)")
      }
      if MessageRules.linksToClosedPlatform(lowered) {
        report(
          line: number, "\(place) links to the EU platform for online disputes, closed since July 2025 (L4)")
      }
    }
    for phrase in neverSay where !said.contains(phrase) && MessageText.asSaid(text).contains(phrase) {
      report(line: firstLine, "\(place) says what never_say forbids, over two lines: \(phrase)")
    }
    do {
      return try Template(text, scope: scope)
    } catch {
      let line = node.scalar?.style == .literal ? firstLine + error.line : firstLine
      report(line: line, "\(place): \(error.reason)")
      return nil
    }
  }
}

extension Node {
  /// The line on which the node begins, from 1. For a block text that is the line of its `|`.
  var line: Int { mark?.line ?? 1 }
}

internal import Yams

/// Where in a policy's file each key stands, to show what a decision rests on.
package struct PolicyLines: Sendable {
  /// A line of the file.
  package struct Line: Sendable, Hashable {
    /// From 1.
    package let number: Int
    /// As it stands there, without the blanks around it.
    package let text: String
  }

  private let numbers: [String: Int]
  private let lines: [Substring]

  /// Reads the text of a file that is a policy. Of one that is no YAML no line is known.
  package init(_ source: String) {
    lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    var numbers: [String: Int] = [:]
    if let root = try? Yams.compose(yaml: source) { Self.walk(root, "", into: &numbers) }
    self.numbers = numbers
  }

  /// The line of a key such as `clocks.answer.term` or `kinds.defect.remedies[2].amount`; `nil` where the file does not
  /// have it.
  package subscript(_ path: String) -> Line? {
    guard let number = numbers[path], lines.indices.contains(number - 1) else { return nil }
    let text = lines[number - 1].drop { $0.isWhitespace }
    return Line(number: number, text: String(text.reversed().drop { $0.isWhitespace }.reversed()))
  }

  private static func walk(_ node: Node, _ path: String, into numbers: inout [String: Int]) {
    if let mapping = node.mapping {
      for (key, value) in mapping {
        guard let name = key.scalar?.string, let line = key.mark?.line else { continue }
        let child = path.isEmpty ? name : "\(path).\(name)"
        numbers[child] = line
        walk(value, child, into: &numbers)
      }
    } else if let sequence = node.sequence {
      for (index, element) in sequence.enumerated() {
        let child = "\(path)[\(index + 1)]"
        numbers[child] = element.mark?.line
        walk(element, child, into: &numbers)
      }
    }
  }
}

/// One thing that is wrong in a policy file, for the person who edits it.
package struct PolicyProblem: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Counted from 1; where the value, or the section that lacks it, stands.
  package let line: Int
  /// The way to the value: `clocks.answer.unit`. Empty for the file as a whole.
  package let path: String
  /// In plain words, with what was found and what would be right.
  package let reason: String

  package static func < (left: PolicyProblem, right: PolicyProblem) -> Bool {
    (left.line, left.path, left.reason) < (right.line, right.path, right.reason)
  }

  /// `line 12: clocks.answer.unit: expected …`.
  package var description: String { "line \(line): \(path.isEmpty ? "" : "\(path): ")\(reason)" }
}

/// All that is wrong in a policy file, in the order of its lines. Never empty.
package struct PolicyProblems: Error, Hashable, Sendable, CustomStringConvertible {
  package let problems: [PolicyProblem]

  /// One line a problem.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

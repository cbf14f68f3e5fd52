import Yams

/// One mapping of a policy file while it is read: hands out its values, and notes every problem instead of
/// stopping at the first.
///
/// Each value is asked for by key; `finish()` then reports the keys that nobody asked for. A value that is
/// wrong comes back as `nil` and a noted problem, so the reading goes on and the person who edits the file
/// sees all problems at once.
final class PolicySection {
  /// The problems of the whole file, shared by its sections.
  final class Notes {
    private(set) var problems: [PolicyProblem] = []
    func add(_ line: Int, _ path: String, _ reason: String) {
      problems.append(PolicyProblem(line: line, path: path, reason: reason))
    }
  }

  let path: String
  let line: Int
  let notes: Notes
  private let entries: [(key: String, line: Int, node: Node)]
  private var asked: Set<String> = []

  /// `nil`, and a noted problem, when the node is no mapping with texts as keys.
  init?(_ node: Node, path: String, line: Int, notes: Notes) {
    guard let mapping = node.mapping else {
      notes.add(line, path, "expected a section (keys with values), found \(PolicySection.describe(node))")
      return nil
    }
    self.path = path
    self.line = line
    self.notes = notes
    entries = mapping.map { key, value in
      (key.string ?? "?", key.mark?.line ?? line, value)
    }
  }

  /// The keys, in the order of the file: for sections whose keys are data (dates, kinds).
  var keys: [String] { entries.map(\.key) }

  /// Whether the section has the key, with whatever value.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// Marks a key as known without reading it, when what it needs could not be read.
  func skip(_ key: String) { asked.insert(key) }

  /// Whether the key's value is a section.
  func isSection(_ key: String) -> Bool { entries.first { $0.key == key }?.node.mapping != nil }

  /// A value that may be missing. `~` and an empty value count as missing.
  func optional<Value>(_ key: String, _ scalar: PolicyScalar<Value>) -> Value? {
    guard let entry = entry(key), !PolicySection.isEmpty(entry.node) else { return nil }
    return read(entry.node, scalar, line: entry.line, path: child(key))
  }

  /// A value that must be there.
  func required<Value>(_ key: String, _ scalar: PolicyScalar<Value>) -> Value? {
    guard isThere(key, "\(scalar.expectation)") else { return nil }
    return optional(key, scalar)
  }

  /// A list of values; missing means empty. A value that stands twice is a problem.
  func list<Value: Hashable>(_ key: String, _ scalar: PolicyScalar<Value>) -> [Value] {
    guard let entry = entry(key), !PolicySection.isEmpty(entry.node) else { return [] }
    var seen: Set<Value> = []
    return nodes(entry).compactMap { node, line in
      guard let value = read(node, scalar, line: line, path: child(key)) else { return nil }
      if !seen.insert(value).inserted {
        notes.add(line, child(key), "\(node.string ?? "a value") stands here twice")
      }
      return value
    }
  }

  /// A section that may be missing.
  func optionalSection(_ key: String) -> PolicySection? {
    guard let entry = entry(key), !PolicySection.isEmpty(entry.node) else { return nil }
    return PolicySection(entry.node, path: child(key), line: entry.line, notes: notes)
  }

  /// A section that must be there.
  func section(_ key: String) -> PolicySection? {
    isThere(key, "a section") ? optionalSection(key) : nil
  }

  /// A list of sections; missing means empty.
  func sections(_ key: String) -> [PolicySection] {
    guard let entry = entry(key), !PolicySection.isEmpty(entry.node) else { return [] }
    return nodes(entry).enumerated().compactMap { index, item in
      PolicySection(item.node, path: "\(child(key))[\(index + 1)]", line: item.line, notes: notes)
    }
  }

  /// Notes a problem with a key of this section, at its line, or at the section's own when the key is not
  /// there.
  func complain(_ key: String? = nil, _ reason: String) {
    let at = key.flatMap { key in entries.first { $0.key == key }?.line } ?? line
    notes.add(at, key.map(child) ?? path, reason)
  }

  /// To be called when all keys have been asked for.
  func finish() {
    for entry in entries where !asked.contains(entry.key) {
      notes.add(
        entry.line, child(entry.key), "unknown key; known here: \(asked.sorted().joined(separator: ", "))")
    }
  }

  private func entry(_ key: String) -> (key: String, line: Int, node: Node)? {
    asked.insert(key)
    return entries.first { $0.key == key }
  }

  private func isThere(_ key: String, _ expectation: String) -> Bool {
    guard let entry = entry(key), !PolicySection.isEmpty(entry.node) else {
      complain(key, "missing: expected \(expectation)")
      return false
    }
    return true
  }

  private func child(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private func nodes(_ entry: (key: String, line: Int, node: Node)) -> [(node: Node, line: Int)] {
    guard let sequence = entry.node.sequence else {
      notes.add(entry.line, child(entry.key), "expected a list, found \(PolicySection.describe(entry.node))")
      return []
    }
    return sequence.map { ($0, $0.mark?.line ?? entry.line) }
  }

  private func read<Value>(_ node: Node, _ scalar: PolicyScalar<Value>, line: Int, path: String) -> Value? {
    if let text = node.scalar?.string, let value = scalar.parse(text) { return value }
    notes.add(
      node.mark?.line ?? line, path, "expected \(scalar.expectation), found \(PolicySection.describe(node))")
    return nil
  }

  private static func isEmpty(_ node: Node) -> Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  private static func describe(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "\"\(scalar.string.prefix(60))\""
    case .sequence: "a list"
    case .mapping: "a section"
    case .alias: "an alias"
    }
  }
}

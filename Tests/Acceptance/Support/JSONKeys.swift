import Foundation

/// The keys of JSON outputs, as docs/json.md writes them: `queues[].waiting`, `notices.*`.
struct JSONKeys {
  /// How often each key was there, and how often it could have been: in how many objects of its place.
  private(set) var counts: [String: Int] = [:]
  private var objects: [String: Int] = [:]
  /// Keys whose value holds something: of an empty list nobody knows what its elements would be.
  private(set) var leaves: Set<String> = []
  /// Objects whose keys are data.
  private let maps: Set<String>

  /// - Parameter maps: keys such as `notices`.
  init(maps: Set<String>) { self.maps = maps }

  mutating func add(_ output: String) throws {
    visit(try JSONSerialization.jsonObject(with: Data(output.utf8)), at: "")
  }

  /// Whether every object of the key's place had it.
  func isAlwaysThere(_ key: String) -> Bool {
    let name = key.hasSuffix("[]") ? String(key.dropLast(2)) : key
    let place = name.split(separator: ".").dropLast().joined(separator: ".")
    return counts[name] == objects[place]
  }

  private mutating func visit(_ value: Any, at path: String) {
    switch value {
    case let object as [String: Any] where maps.contains(path):
      if !object.isEmpty { leaves.insert(path + ".*") }
    case let object as [String: Any]:
      objects[path, default: 0] += 1
      for (key, value) in object {
        let inner = path.isEmpty ? key : "\(path).\(key)"
        counts[inner, default: 0] += 1
        visit(value, at: inner)
      }
    case let list as [Any]: for element in list { visit(element, at: path + "[]") }
    default: leaves.insert(path)
    }
  }
}

/// The tables of docs/json.md.
struct JSONDocumentation {
  struct Section {
    /// Without the `?` of those that may be left out.
    var keys: Set<String> = []
    var optional: Set<String> = []

    var maps: Set<String> { Set(keys.filter { $0.hasSuffix(".*") }.map { String($0.dropLast(2)) }) }
  }

  /// By the command in the heading.
  private(set) var sections: [String: Section] = [:]

  init() throws {
    let page = try String(contentsOf: Program.package.appendingPathComponent("docs/json.md"), encoding: .utf8)
    var command = ""
    for line in page.split(separator: "\n") {
      let quoted = line.split(separator: "`", omittingEmptySubsequences: false)
      guard quoted.count > 1 else { continue }
      if line.hasPrefix("## ") { command = String(quoted[1]) }
      guard line.hasPrefix("| `") else { continue }
      let key = String(quoted[1])
      let name = key.hasSuffix("?") ? String(key.dropLast()) : key
      sections[command, default: Section()].keys.insert(name)
      if key != name { sections[command, default: Section()].optional.insert(name) }
    }
  }
}

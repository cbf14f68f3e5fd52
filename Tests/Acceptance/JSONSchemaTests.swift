import Foundation
import Monitoring
import Testing

/// docs/schemas has a JSON Schema for each JSON output of redress-monitor: it has the keys of docs/json.md, and real outputs are valid.
@Suite struct JSONSchemaTests {
  static let folder = Program.package.appendingPathComponent("docs/schemas")
  private static let validator = Program.package.appendingPathComponent("scripts/lib/validate-json").path
  /// Debian's python3-jsonschema; scripts/test installs it.
  private static let canValidate = run("python3", "-c", "import jsonschema").status == 0

  /// Of `redress-monitor report causes`: `report-causes.schema.json`.
  private func schema(of command: String) -> URL {
    let name = command.split(separator: " ").dropFirst().joined(separator: "-")
    return Self.folder.appendingPathComponent("\(name).schema.json")
  }

  @Test func everySchemaHasTheKeysOfThePage() throws {
    let sections = try JSONDocumentation().sections.filter { $0.key.hasPrefix("redress-monitor ") }
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(sections.keys.map { schema(of: $0).lastPathComponent }))
    for (command, section) in sections {
      let keys = try SchemaKeys(Data(contentsOf: schema(of: command)))
      #expect(keys.all == section.keys, "\(command)")
      #expect(keys.required.isDisjoint(with: section.optional), "\(command)")
      #expect(keys.all.subtracting(section.optional).isSubset(of: keys.required), "\(command)")
    }
  }

  @Test func theSchemasKnowEveryStateAndEveryWait() throws {
    func words(_ command: String, _ path: String...) throws -> [String] {
      var node = try JSONSerialization.jsonObject(with: Data(contentsOf: schema(of: command)))
      for name in path { node = try #require((node as? [String: Any])?[name]) }
      return try #require(node as? [String])
    }
    let states = try words(
      "redress-monitor jobs", "properties", "jobs", "items", "properties", "state", "enum")
    #expect(states == JobState.listed.map(\.rawValue))
    for command in ["redress-monitor explain", "redress-monitor case"] {
      let waits = try words(command, "properties", "standstill", "properties", "waits_for", "enum")
      #expect(waits == Standstill.Wait.allCases.map(\.rawValue))
    }
  }

  @Test(.enabled(if: canValidate, "python3-jsonschema is not installed"), .timeLimit(.minutes(10)))
  func whatTheMonitorPrintsIsValid() async throws {
    let outputs = try await PrintedJSON.outputs.value.filter { $0.key.hasPrefix("redress-monitor ") }
    #expect(outputs.count >= 8)
    try await withFolder { folder in
      for (command, documents) in outputs {
        var files: [String] = []
        for (index, document) in documents.enumerated() {
          let file = folder.appendingPathComponent("\(command.replacing(" ", with: "-"))-\(index).json")
          try Data(document.utf8).write(to: file)
          files.append(file.path)
        }
        let result = Self.run(Self.validator, [schema(of: command).path] + files)
        #expect(result.status == 0, "\(command): \(result.output)")
      }
    }
  }

  /// The validator would say so.
  @Test(.enabled(if: canValidate, "python3-jsonschema is not installed"))
  func whatIsNotValidIsFound() async throws {
    try await withFolder { folder in
      let file = folder.appendingPathComponent("explain.json")
      try Data(#"{"moment": {}, "standstill": {"waits_for": "godot"}}"#.utf8).write(to: file)
      let result = Self.run(Self.validator, [schema(of: "redress-monitor explain").path, file.path])
      #expect(result.status == 1)
      for words in ["'server_time' is a required property", "'godot' is not one of", "$.standstill"] {
        #expect(result.output.contains(words), "\(result.output)")
      }
    }
  }

  private static func run(_ program: String, _ arguments: String...) -> (status: Int32, output: String) {
    run(program, arguments)
  }

  private static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return (-1, "") }
    let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}

/// The keys that a schema describes, written as docs/json.md writes them.
private struct SchemaKeys {
  private(set) var all: Set<String> = []
  private(set) var required: Set<String> = []

  init(_ schema: Data) throws {
    visit(
      try #require(try JSONSerialization.jsonObject(with: schema) as? [String: Any]), at: "", isRequired: true
    )
  }

  /// A key counts as required when it is there wherever its object is.
  private mutating func visit(_ schema: [String: Any], at path: String, isRequired: Bool) {
    if let properties = schema["properties"] as? [String: [String: Any]] {
      let needed = Set(schema["required"] as? [String] ?? [])
      for (name, inner) in properties {
        visit(inner, at: path.isEmpty ? name : "\(path).\(name)", isRequired: needed.contains(name))
      }
    } else if let items = schema["items"] as? [String: Any] {
      visit(items, at: path + "[]", isRequired: isRequired)
    } else {
      let key = schema["additionalProperties"] == nil ? path : path + ".*"
      all.insert(key)
      if isRequired { required.insert(key) }
    }
  }
}

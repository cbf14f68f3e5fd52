package import ArgumentParser
import Complaints

/// What a reading command prints.
package enum OutputFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
  /// For people. Its layout may change from version to version.
  case text
  /// For programs: one object, with the keys that docs/json.md promises.
  case json
}

/// `--format`, for every command that reads.
package struct OutputOptions: ParsableArguments {
  @Option(help: "text for people, json for programs (its keys are described in docs/json.md).")
  package var format: OutputFormat = .text

  package init() {}

  /// Prints a report in the format that was asked for.
  package func print<Report: Encodable>(_ report: Report, text: (Terminal) -> [String]) throws {
    switch format {
    case .text: Terminal.output.print(text(.output).joined(separator: "\n"))
    case .json: Terminal.output.print(try JSONText.of(report))
    }
  }
}

/// JSON as all programs write it: keys in snake_case and in order, instants in ISO 8601 in UTC, slashes as they are.
package enum JSONText {
  package static func of(_ value: some Encodable) throws -> String {
    try DomainJSON.readable(value)
  }
}

package import ArgumentParser
package import Complaints
import Foundation

/// `--policy`, for whatever is received or checked under one.
package struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The policy that complaints are received under: one that is shipped (\(ShippedPolicies.ids.joined(separator: ", "))), a file, or a folder of its versions, of which each complaint gets that of the day of its receipt.",
      valueName: "id|file|folder"))
  package var policy: String

  package init() {}

  package func read() throws -> PolicyVersions { try PolicyText.readVersions([policy]) }
}

/// Policies by the name that people give them.
package enum PolicyText {
  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - name: the id of a shipped policy, or the path of a file; a file of that very name wins.
  ///   - day: also demand that the calendar covers a complaint that is received on this day.
  /// - Throws: `Failure` that names the file and each of its problems with the line.
  package static func read(_ name: String, day: CivilDate? = nil) throws -> Policy {
    let source = try source(name)
    do {
      return try Policy.read(source, today: day)
    } catch {
      let count = counted(error.problems.count, "problem")
      throw Failure.wrongInput(
        "The policy \(name) has \(count):\n"
          + error.problems.map { "  \($0.description)" }.joined(separator: "\n"))
    }
  }

  /// Reads versions of one policy.
  ///
  /// - Parameter names: as for `read`; of a folder all files that end in `.yaml` or `.yml`.
  /// - Throws: `Failure`, also where they leave a gap between them, or overlap.
  package static func readVersions(_ names: [String]) throws -> PolicyVersions {
    let versions = try names.flatMap(files).map { PolicyVersions.Named($0, try read($0)) }
    do {
      return try PolicyVersions(versions)
    } catch {
      throw Failure.wrongInput(
        "These are not the versions of one policy:\n"
          + error.problems.map { "  \($0.description)" }.joined(separator: "\n"))
    }
  }

  /// The files of a folder; any other name is its own.
  private static func files(_ name: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue else {
      return [name]
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: name).filter {
      $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
    }
    guard !files.isEmpty else {
      throw Failure.wrongInput(
        "\(name) is a folder without a policy file (*.yaml).",
        remedy:
          "Shipped are \(ShippedPolicies.ids.joined(separator: ", ")); anything else is the path of a policy file, or of a folder of versions."
      )
    }
    return files.sorted().map { name.hasSuffix("/") ? name + $0 : "\(name)/\($0)" }
  }

  private static func source(_ name: String) throws -> String {
    if let bytes = FileManager.default.contents(atPath: name) {
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure.wrongInput("The policy \(name) is not UTF-8.", remedy: "Save it as UTF-8.")
      }
      return text
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
      throw Failure.wrongInput(
        "\(name) is a folder, not a policy file.",
        remedy:
          "Shipped are \(ShippedPolicies.ids.joined(separator: ", ")); anything else is the path of a policy file."
      )
    }
    if let shipped = ShippedPolicies.source(name) { return shipped }
    let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    throw Failure.wrongInput(
      isPath ? "There is no file \(name)." : "There is no policy \(name).",
      remedy:
        "Shipped are \(ShippedPolicies.ids.joined(separator: ", ")); anything else is the path of a policy file."
    )
  }
}

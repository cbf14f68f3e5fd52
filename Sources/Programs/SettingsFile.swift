import Foundation

/// The configuration file that all programs share: lines of `NAME=value`, the very format that systemd's
/// `EnvironmentFile=`, `docker --env-file` and shells read, so that one file serves them all.
///
/// It is named by `REDRESS_SETTINGS`. What the environment says already wins over it, and a flag wins over both.
package struct SettingsFile: Sendable, Equatable {
  package let values: [String: String]

  /// Reads the text. Blank lines and `#` comments are skipped, a pair of quotes around a value is taken off.
  package init(_ text: String, path: String) throws(Failure) {
    var values: [String: String] = [:]
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      guard let equals = line.firstIndex(of: "="), Self.isName(line[..<equals]) else {
        throw .wrongInput(
          "\(path), line \(index + 1): this is not NAME=value.",
          remedy: "Write one setting a line, without blanks around the =.")
      }
      values[String(line[..<equals])] = Self.unquoted(line[line.index(after: equals)...])
    }
    self.values = values
  }

  /// Makes the settings part of this process's environment, where libpq looks for `PG*`, too. To be called
  /// before there are threads that might read it.
  package static func load(environment: [String: String] = ProcessInfo.processInfo.environment)
    throws(Failure)
  {
    guard let path = environment["REDRESS_SETTINGS"], !path.isEmpty else { return }
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .wrongInput(
        "The settings file \(path) cannot be read.",
        remedy: "REDRESS_SETTINGS names it; unset that, or fix the path.")
    }
    let file = try SettingsFile(String(decoding: bytes, as: UTF8.self), path: path)
    for (name, value) in file.values { setenv(name, value, 0) }
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) }
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, let quote = text.first, quote == text.last, quote == "\"" || quote == "'" else {
      return String(text)
    }
    return String(text.dropFirst().dropLast())
  }
}

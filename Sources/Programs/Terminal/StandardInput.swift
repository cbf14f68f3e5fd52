import Foundation

/// What is piped in, or typed.
package enum StandardInput {
  /// All of it. Bytes that are no text are refused, not replaced: a customer would read them.
  package static func text() throws -> String {
    let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure.wrongInput("What standard input gave is not UTF-8.", remedy: "Save it as UTF-8.")
    }
    return text
  }
}

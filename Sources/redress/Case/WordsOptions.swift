import ArgumentParser
import Foundation
import Programs

/// What is said to a customer: on the command line, in a file, or on standard input.
struct WordsOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What the customer reads, in the customer's language. A blank line begins a paragraph.",
      valueName: "words"))
  var text: String?

  @Option(help: ArgumentHelp("A file that holds it; - for standard input.", valueName: "file"))
  var file: String?

  func validate() throws {
    if text != nil, file != nil { throw ValidationError("Give --text or --file, and not both.") }
  }

  /// `nil`: nothing is said.
  func read() throws -> String? {
    guard let file else { return text }
    if file == "-" { return try StandardInput.text() }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ValidationError("There is no file \(file) that can be read.")
    }
    guard let words = String(data: data, encoding: .utf8) else {
      throw ValidationError("\(file) is not UTF-8.")
    }
    return words
  }
}

import ArgumentParser
import Casework
import Foundation
import Programs

struct CaseNote: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Keeps a note with a case. Nobody but people reads it.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The note; without it, standard input.", valueName: "text"))
  var text: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let text =
      try self.text ?? String(decoding: FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).note(reference, text, by: person.by)
    }
    Terminal.output.print("Noted in case \(reference.uppercased()).")
  }
}

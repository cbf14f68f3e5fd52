import ArgumentParser
import Casework
import Programs

struct MessageTold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "told",
    abstract: "Records that you have passed a message on: only now has the customer been told.",
    discussion: "Until then the clocks that wait for the message go on: a note in a folder is no answer.")

  @Argument(help: ArgumentHelp("The message, by its number.", valueName: "number"))
  var number: Int64

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await MessageDesk(pool: pool).told(number, by: person.by)
    }
    Terminal.output.print("Recorded: the customer was told message \(number).")
  }
}

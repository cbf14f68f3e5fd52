import ArgumentParser
import Casework
import Programs

struct CaseWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract:
      "Enters that the customer has taken the complaint back; possible until something is given for it.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).withdraw(reference, staff: person.by)
    }
    Terminal.output.print("Case \(reference.uppercased()) is withdrawn; its clocks are stopped.")
  }
}

import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseChannel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel",
    abstract: "Enters by which way the customer wants to be answered from now on.",
    discussion: """
      Until it is said, the way by which the complaint came in. What is written already goes the way that it was written for.

        redress case channel R0000012 phone
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(
    help: ArgumentHelp(
      "One of \(Channel.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "channel"))
  var channel: Channel

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).answer(reference, by: channel, staff: person.by)
    }
    Terminal.output.print(
      "Case \(reference.uppercased()) is answered by \(channel.rawValue.spaced) from now on.")
  }
}

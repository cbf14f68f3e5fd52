import ArgumentParser
import Casework
import Complaints
import Programs

struct HandlerAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Puts somebody on the list.",
    discussion: """
      redress handler add "Ewa Maj" --email ewa@shop.example --language pl --language en --team returns
      redress handler add "Jan Lis" --email jan@shop.example --rung team_lead
      """)

  @Argument(help: "The name, as customers will read it.")
  var name: String

  @Option(help: "Where mail about cases goes.")
  var email: String

  @Option(help: "A language that the person writes: pl; may be repeated. Without it, any.")
  var language: [String] = []

  @Option(help: "The team, for the list.")
  var team: String?

  @Option(
    help: ArgumentHelp(
      "The rung of the ladder: \(MessageContext.EscalationLevel.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "rung"))
  var rung: MessageContext.EscalationLevel?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let details = HandlerDetails(languages: language, team: team, rung: rung.map(HandlerRung.rung))
    try await database.withPool { pool in
      try await HandlerDesk(pool: pool).add(name, email: email, details)
    }
    Terminal.output.print("\(name) is on the list.")
  }
}

extension MessageContext.EscalationLevel: ExpressibleByArgument {}

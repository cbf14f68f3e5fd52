import ArgumentParser
import Casework
import Programs

struct CauseTell: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tell",
    abstract: "Tells those who complained because of a cause what was changed against it since.",
    discussion: """
      Whoever is still written to reads it in those messages. This writes to the others: whose complaint was settled before the change, in \
      whose language it has a sentence, each customer once. Nobody hears of it sooner than the policy's cap on news allows: run it again, and \
      only who was not told is told.
      """)

  @Argument(help: ArgumentHelp("The cause.", valueName: "code"))
  var code: String

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let telling = try await database.withPool { pool in
      try await CauseDesk(pool: pool).tell(code, by: person.by)
    }
    Terminal.output.print(
      telling.told == 0
        ? "Nobody is told: there is nobody left." : "\(counted(telling.told, "customer")) will be told.")
    guard telling.withheld > 0 else { return }
    Terminal.output.print(
      "\(counted(telling.withheld, "customer")) had news a short while ago: run it again when that is longer ago."
    )
  }
}

import ArgumentParser
import Casework
import Complaints
import Programs

struct HandlerSet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Changes what is known of somebody; what is not named stays.",
    discussion: """
      redress handler set "Ewa Maj" --away
      redress handler set "Ewa Maj" --back --no-team
      """)

  @Argument(help: "The name.")
  var name: String

  @Option(help: "Where mail about cases goes.")
  var email: String?

  @Option(help: "A language that the person writes; may be repeated, and replaces those of before.")
  var language: [String] = []

  @Flag(help: "Any language.")
  var anyLanguage = false

  @Option(help: "The team.")
  var team: String?

  @Flag(help: "No team.")
  var noTeam = false

  @Option(help: ArgumentHelp("The rung of the ladder.", valueName: "rung"))
  var rung: MessageContext.EscalationLevel?

  @Flag(help: "No rung: below the ladder.")
  var noRung = false

  @Flag(help: "Is not there: gets no cases by --auto, and none that go up.")
  var away = false

  @Flag(help: "Is there again.")
  var back = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    for (isSaid, isTaken, name) in [
      (!language.isEmpty, anyLanguage, "--language and --any-language"),
      (team != nil, noTeam, "--team and --no-team"),
      (rung != nil, noRung, "--rung and --no-rung"), (away, back, "--away and --back"),
    ] where isSaid && isTaken {
      throw ValidationError("\(name) exclude each other.")
    }
  }

  func run() async throws {
    let details = HandlerDetails(
      email: email, languages: anyLanguage ? [] : language.isEmpty ? nil : language,
      team: noTeam ? "" : team, rung: noRung ? HandlerRung.below : rung.map(HandlerRung.rung),
      isAway: away ? true : back ? false : nil)
    try await database.withPool { pool in try await HandlerDesk(pool: pool).change(name, details) }
    Terminal.output.print("Changed: \(name).")
  }
}

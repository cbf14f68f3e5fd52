import ArgumentParser
import Casework
import Complaints
import Programs

struct CauseChange: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Records that something was changed against a cause.",
    discussion: """
      Reports compare the complaints before that day and after it. Customers who complained before it are told, in the \
      sentence of their messages that says what was done so that it does not happen again, where there is one in their language.

        redress cause change delay --what "Another carrier for the north" --made-on 2026-10-01 \\
          --tell pl="Od października paczki na północy kraju dostarcza inny przewoźnik."
      """)

  @Argument(help: ArgumentHelp("The cause.", valueName: "code"))
  var code: String

  @Option(help: ArgumentHelp("What was changed, for the people of the shop.", valueName: "words"))
  var what: String

  @Option(help: ArgumentHelp("The day from which it holds.", valueName: "day"))
  var madeOn: CivilDate

  @Option(
    help: ArgumentHelp(
      "LANGUAGE=SENTENCE: what customers are told of it, in pl, ru, en; once for each language.",
      valueName: "sentence"))
  var tell: [Sentence] = []

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  /// A sentence in a language.
  struct Sentence: ExpressibleByArgument {
    let language: MessageLanguage
    let text: String

    init?(argument: String) {
      guard let mark = argument.firstIndex(of: "="),
        let language = MessageLanguage(rawValue: String(argument[..<mark]))
      else { return nil }
      self.language = language
      text = String(argument[argument.index(after: mark)...])
    }
  }

  func validate() throws {
    guard Set(tell.map(\.language)).count == tell.count else {
      throw ValidationError("--tell says something in one language twice.")
    }
  }

  func run() async throws {
    let told = Dictionary(uniqueKeysWithValues: tell.map { ($0.language, $0.text) })
    try await database.withPool { pool in
      try await CauseDesk(pool: pool).change(code, what: what, madeOn: madeOn, told: told, by: person.by)
    }
    Terminal.output.print("Recorded; its effect is in: redress-monitor report causes --by cause")
  }
}

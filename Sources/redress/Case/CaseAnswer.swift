import ArgumentParser
import Casework
import Programs

struct CaseAnswer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer",
    abstract: "Answers a complaint in which there is nothing to accept or to refuse.",
    discussion: """
      For a review, a question or poor service: kinds of complaint about which nothing was bought, or for which the policy \
      has no remedy. The words go out in a letter with thanks, an apology and your shop's name, and the case is settled; \
      the customer is asked afterwards whether it is. Complaints with a remedy are decided with: redress case decide.

        redress case answer R0000012 --text "You can return it at any of our shops."
        redress case answer R0000012 --file answer.txt
        redress case answer R0000012 --public --file - < reply.txt

      With --public it is handed to the person who posts it where the complaint was made, and is refused if it tells the \
      customer's name or address, the order, the case or an amount.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @OptionGroup var words: WordsOptions

  @Flag(name: .customLong("public"), help: "The answer is for everybody to read.")
  var isPublic = false

  @Option(help: "A note for those who read the case later.")
  var note: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard words.text != nil || words.file != nil else {
      throw ValidationError("Say what the answer is: --text WORDS or --file FILE.")
    }
  }

  func run() async throws {
    let said = try words.read()
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).decide(
        reference, .answer(publicly: isPublic), by: person.by, saying: said ?? "", note: note)
    }
    Terminal.output.print(
      isPublic
        ? "Case \(reference.uppercased()) is answered; the reply will be handed to who posts it."
        : "Case \(reference.uppercased()) is answered; the customer will be written to.")
  }
}

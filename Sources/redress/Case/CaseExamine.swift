import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseExamine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examine",
    abstract:
      "Gives a case to an expert until a day; the customer is told why, and by when the answer comes.",
    discussion: """
      redress case examine R0000012 --until 2026-03-20
      redress case examine R0000012 --reason awaiting_parts --until 2026-03-20

      Whether the answer is owed later because of that, the policy says (examination.extends); by default it is not, and \
      the message says so. When nothing is heard by the end of the day, the case goes up and back to a person.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(
    help: ArgumentHelp(
      "Why: \(MessageContext.ExtensionReason.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "reason"))
  var reason: MessageContext.ExtensionReason = .expertExamination

  @Option(help: ArgumentHelp("The last day of it, 2026-03-20.", valueName: "day"))
  var until: CivilDate

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let terms = try await database.withPool { pool in
      try await CaseDesk(pool: pool).examine(reference, because: reason, until: until, by: person.by)
    }
    Terminal.output.print(
      "Case \(reference.uppercased()) is examined until \(until); the customer will be told. \(told(terms))")
  }

  private func told(_ terms: ExaminationTerms) -> String {
    if terms.movesAnswer { return "The answer is owed by \(terms.day) now." }
    guard let previous = terms.previousDay else { return "No answer is owed." }
    return "The answer is owed by \(previous), as before."
  }
}

struct CaseExamined: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "examined", abstract: "Records what the expert has found; a person decides with it.",
    discussion: """
      The finding is kept as a note. With --evidence, for what the examination has brought to light, the rules look at \
      the case again first.

        redress case examined R0000012 --finding "The heating element was soldered badly."
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: "What was found, for those who decide.")
  var finding: String

  @Option(
    help: ArgumentHelp("What there is to show for it: photos …; may be repeated.", valueName: "evidence"))
  var evidence: [Evidence] = []

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).examined(
        reference, finding: finding, evidence: Set(evidence), by: person.by)
    }
    Terminal.output.print(
      evidence.isEmpty
        ? "Noted; case \(reference.uppercased()) waits for a decision."
        : "Noted; case \(reference.uppercased()) is verified again.")
  }
}

extension MessageContext.ExtensionReason: ExpressibleByArgument {}

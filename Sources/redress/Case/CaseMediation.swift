import ArgumentParser
import Casework
import Programs

struct CaseMediation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mediation",
    abstract: "Records how somebody from outside helped both sides to agree.",
    discussion: """
      redress case mediation open R0000012 --mediator "Trade Inspection, Kraków" --text "Whether the kettle was broken on arrival."
      redress case mediation propose R0000012 --from mediator --text "Half of the price back."
      redress case mediation agree R0000012 1 --party customer
      redress case mediation agree R0000012 1 --party shop
      redress case mediation close R0000012
      redress case decide R0000012 --accept --grant refund_partial=59.90
      """,
    subcommands: [MediationOpen.self, MediationPropose.self, MediationAgree.self, MediationClose.self])
}

private struct MediationOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract:
      "Begins one. A complaint that was refused, or not settled by its remedy, is before a person again.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: ArgumentHelp("Who mediates: a person or a body.", valueName: "name"))
  var mediator: String

  @OptionGroup var words: MediationWords
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let dispute = try words.read("what the sides do not agree on")
    let number = try await database.withPool { pool in
      try await CaseDesk(pool: pool).openMediation(reference, with: mediator, about: dispute, by: person.by)
    }
    Terminal.output.print("Mediation \(number) of case \(reference.uppercased()) has begun.")
  }
}

private struct MediationPropose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Records a proposal. Whoever makes it agrees to it.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: "Whose it is.")
  var from: MediationParty

  @OptionGroup var words: MediationWords
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let text = try words.read("what is proposed")
    let number = try await database.withPool { pool in
      try await CaseDesk(pool: pool).propose(reference, text, from: from, by: person.by)
    }
    Terminal.output.print("Proposal \(number) of case \(reference.uppercased()) is recorded.")
  }
}

private struct MediationAgree: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree", abstract: "Records that a side agrees to a proposal.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The proposal, as case show lists it.", valueName: "number"))
  var proposal: Int

  @Option(help: "Who agrees: customer or shop.")
  var party: MediationParty

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let both = try await database.withPool { pool in
      try await CaseDesk(pool: pool).agree(reference, to: proposal, as: party, by: person.by)
    }
    Terminal.output.print(
      both
        ? "Both sides agree. End the mediation: redress case mediation close \(reference.uppercased())"
        : "Recorded: the \(party.rawValue) agrees to proposal \(proposal).")
  }
}

private struct MediationClose: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Ends it: with what both sides have agreed on, or with nothing.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Flag(help: "Nothing came of it.")
  var failed = false

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).closeMediation(reference, failed: failed, by: person.by)
    }
    let name = reference.uppercased()
    Terminal.output.print(
      failed
        ? "The mediation of case \(name) has failed; the case is as it was."
        : "The sides of case \(name) have agreed. Decide it so: redress case decide \(name) --accept --grant …"
    )
  }
}

private struct MediationWords: ParsableArguments {
  @OptionGroup var words: WordsOptions

  func read(_ what: String) throws -> String {
    guard let text = try words.read() else {
      throw Failure.wrongInput("It is not said \(what).", remedy: "With --text WORDS or --file FILE.")
    }
    return text
  }
}

extension MediationParty: ExpressibleByArgument {}

import ArgumentParser
import Casework
import Complaints
import Programs

struct CasePromise: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promise",
    abstract: "Records what the customer was promised for a time; a clock watches it from now on.",
    discussion: """
      You have told the customer, or are about to: nothing is sent. With --instead the promise of that number cannot be kept: the \
      customer is told so before it fails, with the new day.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(
    help: ArgumentHelp(
      "What is promised: \(MessageContext.Promise.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "what"))
  var what: MessageContext.Promise?

  @Option(
    help: ArgumentHelp(
      "Until when: a day, 2026-03-05, or a time of the policy's zone, \"2026-03-05 16:00\". Without it, the policy's term for promises.",
      valueName: "time"))
  var byWhen: String?

  @Option(help: ArgumentHelp("The promise whose place this one takes.", valueName: "number"))
  var instead: Int?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (what == nil) != (instead == nil) else {
      throw ValidationError(
        "Say what is promised with --what, or which promise cannot be kept with --instead.")
    }
  }

  func run() async throws {
    let time = byWhen.map { PromisedTime($0) }
    let made = try await database.withPool { pool in
      let desk = CaseDesk(pool: pool)
      guard let what else {
        return try await desk.replace(reference, promise: instead ?? 0, by: time, owner: person.by)
      }
      return try await desk.promise(reference, what, by: time, owner: person.by)
    }
    let told = instead == nil ? "" : " The customer will be told."
    Terminal.output.print(
      "Promise \(made.number) of case \(reference.uppercased()) is to be kept before \(instantText(made.end)).\(told)"
    )
  }
}

struct CaseKept: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kept", abstract: "Records that a promise was kept.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The promise, as case show lists it.", valueName: "number"))
  var number: Int

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).keep(reference, promise: number, by: person.by)
    }
    Terminal.output.print("Promise \(number) of case \(reference.uppercased()) was kept.")
  }
}

extension MessageContext.Promise: ExpressibleByArgument {}

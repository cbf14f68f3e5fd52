import ArgumentParser
import Casework
import Programs

struct MessageBounced: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bounced",
    abstract: "Reports a mail that came back: a person passes it on, and what it answered is open again.",
    discussion: """
      For a person, and for the filter or the webhook that reads what the mail server says; with a database connection at hand: \
      select casework.report_bounce('MESSAGE-ID', 'unknown_address').
      """)

  @Argument(help: ArgumentHelp("The mail: its Message-ID, or its number.", valueName: "mail"))
  var mail: String

  @Option(
    help: ArgumentHelp(
      "Why it came back: \(BounceReason.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "reason"))
  var because: BounceReason = .unknownAddress

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await MessageDesk(pool: pool).bounced(mail, because: because)
    }
    Terminal.output.print("Reported; a worker draws the consequences.")
  }
}

struct MessageDelivered: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delivered",
    abstract:
      "Reports a mail that has arrived: with answered_when: delivered, that is what makes it the answer.",
    discussion: "With a database connection at hand: select casework.report_delivery('MESSAGE-ID').")

  @Argument(help: ArgumentHelp("The mail: its Message-ID, or its number.", valueName: "mail"))
  var mail: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in try await MessageDesk(pool: pool).delivered(mail) }
    Terminal.output.print("Reported; a worker draws the consequences.")
  }
}

extension BounceReason: ExpressibleByArgument {}

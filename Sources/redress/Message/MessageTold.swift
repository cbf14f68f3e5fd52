import ArgumentParser
import Casework
import Complaints
import Programs

struct MessageTold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "told",
    abstract: "Records that you have passed a message on: only now has the customer been told.",
    discussion: """
      Until then the clocks that wait for the message go on: a note in a folder is no answer. Where the policy says that answers are \
      on paper or a durable medium (channels.durable), neither is a telephone call alone: the clock goes on until the same has been \
      confirmed, by mail where the customer has an address, else by a letter that you find in redress message list.
      """)

  @Argument(help: ArgumentHelp("The message, by its number.", valueName: "number"))
  var number: Int64

  @Option(
    help: ArgumentHelp(
      "In which way: \(Channel.allCases.map(\.rawValue).joined(separator: ", ")) (default: the message's own).",
      valueName: "channel"))
  var over: Channel?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let confirmed = try await database.withPool { pool in
      try await MessageDesk(pool: pool).told(number, over: over, by: person.by)
    }
    Terminal.output.print("Recorded: the customer was told message \(number).")
    guard let confirmed else { return }
    Terminal.output.print(
      confirmed == .email
        ? "That way it is no answer before the law: it is confirmed by mail, and its clock goes on until then."
        : """
        That way it is no answer before the law: confirm it by \(confirmed.rawValue.spaced); its clock goes on until then. \
        You will find it in redress message list.
        """)
  }
}

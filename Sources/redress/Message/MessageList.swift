import ArgumentParser
import Casework
import Foundation
import Programs

struct MessageList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the messages that a person is to pass on, the oldest first.",
    discussion: """
      What came by telephone, chat, letter or in public is answered in that way, and so is who has no mail address, or one that \
      takes no mail. The text of a message is in the worker's folder of mails, in handover, under its number.
      """)

  @Option(help: "How many are listed at most.")
  var limit: Int = 100

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
  }

  private struct Report: Encodable {
    let messages: [MessageDesk.Handed]
  }

  func run() async throws {
    let messages = try await database.withPool { pool in
      try await MessageDesk(pool: pool).handed(limit: limit)
    }
    try output.print(Report(messages: messages)) { terminal in
      guard !messages.isEmpty else { return ["Nothing is to be passed on."] }
      var table = TextTable(
        .number("message"), .text("case"), .text("is"), .text("by"), .text("in"), .text("since"),
        .text("then"))
      for message in messages {
        table.add(
          "\(message.number)", message.reference, message.kind.spaced, message.channel.spaced,
          message.language ?? "", instantText(message.handedAt),
          message.needsConfirmation ? "confirm in writing" : "")
      }
      return table.lines(for: terminal)
        + ["", "When the customer has heard it: redress message told NUMBER"]
    }
  }
}

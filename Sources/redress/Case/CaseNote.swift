import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseNote: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Keeps a note with a case. Nobody but people reads it.",
    discussion: """
      redress case note R0000012 "Ask the workshop about batteries."
      redress case note R0000012 --talk phone --at "2026-03-05 16:00" "Anna says that the box was open."

      What was said on the telephone, in a reply or over the counter belongs to the case: with --talk, a note is of such a conversation.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The note; without it, standard input.", valueName: "text"))
  var text: String?

  @Option(
    help: ArgumentHelp(
      "It is of a conversation, held by this way: \(Channel.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "channel"))
  var talk: Channel?

  @Option(
    help: ArgumentHelp(
      "When the conversation was, by the clock on the wall of the policy's zone; without it, just now.",
      valueName: "time"))
  var at: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if at != nil, talk == nil { throw ValidationError("--at goes with --talk.") }
  }

  func run() async throws {
    let conversation = talk.map { Conversation(by: $0, at: at.map { PromisedTime($0) }) }
    let text = try self.text ?? StandardInput.text()
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).note(reference, text, of: conversation, by: person.by)
    }
    Terminal.output.print("Noted in case \(reference.uppercased()).")
  }
}

extension Channel: ExpressibleByArgument {}

import ArgumentParser
import Casework
import Complaints
import Programs

struct TaskFail: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fail",
    abstract: "Records that a task came to nothing; a case that waited for it is decided anew by a person.",
    discussion:
      "What was held back for goods that do not come back is given up. See then: redress case list --review")

  @Argument(help: ArgumentHelp("The task, by its number.", valueName: "number"))
  var number: Int64

  @Option(
    help: ArgumentHelp(
      "Why: \(TaskFailure.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "reason"))
  var because: TaskFailure

  @Option(help: ArgumentHelp("A note for who decides; the customer does not read it.", valueName: "text"))
  var note: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await TaskDesk(pool: pool).fail(number, because: because, note: note, by: person.by)
    }
    Terminal.output.print("Task \(number) has come to nothing.")
  }
}

extension TaskFailure: ExpressibleByArgument {}

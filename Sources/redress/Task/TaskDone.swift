import ArgumentParser
import Casework
import Programs

struct TaskDone: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Records that a task is done; a case that waited for it goes on.",
    discussion: """
      Goods that had to come back are here, and are what they should be: what was held back is given now. For money the \
      proof that they were sent is enough. Goods that were to be sent have left the house: the customer is told so.

        redress task done 12 --reference "RR 123 456 789 PL"
      """)

  @Argument(help: ArgumentHelp("The task, by its number.", valueName: "number"))
  var number: Int64

  @Option(help: ArgumentHelp("The number of the parcel, the repair or the claim.", valueName: "text"))
  var reference: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard reference.map({ TaskReference($0) != nil }) ?? true else {
      throw ValidationError("--reference is at most 60 letters, digits, blanks and . / _ -")
    }
  }

  func run() async throws {
    try await database.withPool { pool in
      try await TaskDesk(pool: pool).done(
        number, reference: reference.flatMap { TaskReference($0) }, by: person.by)
    }
    Terminal.output.print("Task \(number) is done.")
  }
}

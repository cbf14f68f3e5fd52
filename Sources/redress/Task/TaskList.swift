import ArgumentParser
import Casework
import Complaints
import Programs

struct TaskList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists what is still to be done, the nearest end first.",
    discussion: """
      A case waits for its tasks, and its remedy's clock runs, until they are done; but not for a carrier claim, which is \
      the shop's own matter.
      """)

  @Option(
    help: ArgumentHelp(
      "Only tasks of this kind: \(TaskKind.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind"
    ))
  var kind: TaskKind?

  @Option(help: "How many are listed at most.")
  var limit: Int = 100

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
  }

  private struct Report: Encodable {
    let tasks: [TaskDesk.Open]
  }

  func run() async throws {
    let tasks = try await database.withPool { pool in
      try await TaskDesk(pool: pool).open(kind, limit: limit)
    }
    try output.print(Report(tasks: tasks)) { terminal in
      guard !tasks.isEmpty else { return ["Nothing is to be done."] }
      var table = TextTable(
        .number("task"), .text("what"), .text("case"), .flexible("order"), .text("the customer gets"),
        .text("until"))
      for task in tasks {
        table.add(
          "\(task.number)", task.isCollected == true ? "collect the goods" : task.kind.rawValue.spaced,
          task.reference, task.order ?? "", task.remedy.rawValue.spaced, task.dueAt.map(instantText) ?? "")
      }
      return table.lines(for: terminal)
        + ["", "When one is done: redress task done NUMBER. When it cannot be: redress task fail NUMBER"]
    }
  }
}

extension TaskKind: ExpressibleByArgument {}

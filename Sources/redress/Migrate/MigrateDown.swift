import ArgumentParser
import JobQueue
import Programs

struct MigrateDown: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down",
    abstract: "Takes migrations back, newest first, with everything that is in their tables.")

  @Option(help: "How many to take back; without it, all of them.")
  var count: Int?

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("--count is at least 1.") }
  }

  func run() async throws {
    try await database.withPool(schema: .any) { pool in
      let what = count.map { counted($0, "migration") } ?? "all migrations"
      try Question.confirm(
        "Take back \(what)? The cases, orders and jobs in their tables are gone for good.", yes: yes)
      var left = count ?? Int.max
      var undone: [String] = []
      for list in Schemas.all.reversed() where left > 0 {
        let names = try await Migrator(list, pool: pool).down(min(left, list.migrations.count))
        left -= names.count
        undone += names
      }
      for name in undone { Terminal.output.print("took back \(name)") }
      if undone.isEmpty { Terminal.output.print("Nothing to do: no migration is applied.") }
    }
  }
}

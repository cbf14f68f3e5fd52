import ArgumentParser
import JobQueue
import Programs

struct MigrateUp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract:
      "Applies the migrations that are missing. Safe to repeat, and to run from several places at once.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool(schema: .any) { pool in
      var applied: [String] = []
      for list in Schemas.all { applied += try await Migrator(list, pool: pool).up() }
      for name in applied { Terminal.output.print("applied \(name)") }
      Terminal.output.print(
        applied.isEmpty ? "Nothing to do: the schema is up to date." : "The schema is up to date.")
    }
  }
}

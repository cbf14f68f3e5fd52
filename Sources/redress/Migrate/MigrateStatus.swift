import ArgumentParser
import JobQueue
import Programs

struct MigrateStatus: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tells which migrations are applied.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let isCurrent: Bool
    let migrations: [Entry]
  }

  private struct Entry: Encodable {
    let schema: String
    let name: String
    let state: String
  }

  func run() async throws {
    let entries = try await database.withPool(schema: .any) { pool in
      var entries: [Entry] = []
      for list in Schemas.all {
        let status = try await Migrator(list, pool: pool).status()
        entries += Self.entries(list, status)
      }
      return entries
    }
    let isCurrent = entries.allSatisfy { $0.state == "applied" }
    try output.print(Report(isCurrent: isCurrent, migrations: entries)) { terminal in
      var table = TextTable(.text("schema"), .text("migration"), .text("is"))
      for entry in entries { table.add(entry.schema, entry.name, entry.state) }
      return table.lines(for: terminal)
    }
  }

  private static func entries(_ list: MigrationList, _ status: MigrationStatus) -> [Entry] {
    let missing: [String] = if case .behind(let names) = status { names } else { [] }
    let unknown: [String] = if case .ahead(let names) = status { names } else { [] }
    return list.migrations.map { migration in
      Entry(
        schema: list.schema, name: migration.name,
        state: missing.contains(migration.name) ? "missing" : "applied")
    } + unknown.map { Entry(schema: list.schema, name: $0, state: "unknown to this program") }
  }
}

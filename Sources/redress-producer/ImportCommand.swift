import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Imports a file of CSV or NDJSON. Can be repeated, and stopped at any time: nothing is doubled.",
    discussion: """
      Rows that cannot be imported go to a file of their own, with line, field, reason and remedy; the others are \
      kept. docs/import.md describes the formats.

      Exit status: 0 all rows are in; 1 some were rejected, or the database failed; 2 the file as a whole was refused.
      """,
    subcommands: [ImportOrders.self, ImportComplaints.self])
}

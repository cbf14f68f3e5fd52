import ArgumentParser

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Brings the database's schema up to this program, or takes it back.",
    subcommands: [MigrateUp.self, MigrateDown.self, MigrateStatus.self])
}

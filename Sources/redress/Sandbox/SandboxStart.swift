import ArgumentParser
import Casework
import EmbeddedPostgres
import JobQueue
import LibPQ
import Programs

struct SandboxStart: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract:
      "Starts a private PostgreSQL with an empty sandbox in it, or the one that is there; it runs until it is stopped."
  )

  @Argument(help: ArgumentHelp("Where its data are.", valueName: "folder"))
  var folder: String = SandboxFolder.standard

  @Option(
    help: ArgumentHelp(
      "From when on business time runs: 2026-01-28T00:00:00Z is the first day of samples/ (default: now).",
      valueName: "instant"))
  var from: InstantOption?

  func run() async throws {
    let server = try await PrivateServer.prepare(ServerConfiguration(directory: folder, lifetime: .detached))
    if server.process == nil { try await server.start() }
    let database = server.connectionString()
    let pool = Pool(PoolConfiguration(database))
    for list in Schemas.all { try await Migrator(list, pool: pool).up() }
    try await SandboxMark.mark(pool, from: from)
    await pool.close()
    Terminal.error.print(
      "A sandbox is running in \(folder). Stop it with: redress sandbox stop \(folder.shellWord)")
    // The only line on standard output, so that a shell can take it: eval "$(redress sandbox start)"
    Terminal.output.print("export DATABASE_URL=\(database.shellWord)")
  }
}

struct SandboxStop: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Stops a private PostgreSQL; its data stay.")

  @Argument(help: ArgumentHelp("Where its data are.", valueName: "folder"))
  var folder: String = SandboxFolder.standard

  func run() async throws {
    let server = try await PrivateServer.prepare(ServerConfiguration(directory: folder, lifetime: .detached))
    guard server.process != nil else { return Terminal.output.print("No server is running in \(folder).") }
    try await server.stop()
    Terminal.output.print(
      "The server in \(folder) is stopped; redress sandbox start \(folder.shellWord) brings it back.")
  }
}

enum SandboxFolder {
  static let standard = ".redress/sandbox"
}

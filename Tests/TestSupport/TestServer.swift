import EmbeddedPostgres
import Foundation
import JobQueue
import LibPQ

/// The private server of this test process and the template databases on it.
actor TestServer {
  private let server: PrivateServer
  /// Creates and drops databases; a few at a time, because each of them makes the server write everything out.
  private let administration: Pool
  private var templates: [DatabaseTemplate: Task<String, any Error>] = [:]
  private var count = 0
  /// A test that holds a database may ask for another one only as long as not all of them do.
  private let turns = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)

  /// Started once, by whoever asks first. Nobody stops it: its watchman sees the end of this process, however that
  /// comes, and removes the files.
  private static let starting = Task {
    let directory = "\(fastDirectory())/redress-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
    return TestServer(
      try await PrivateServer.start(
        ServerConfiguration(directory: directory, lifetime: .temporary, settings: settings)))
  }

  /// Prepared transactions, because the queue must be right beside them. The log is kept short, as it lies in memory.
  private static let settings = ServerConfiguration.unsafeButFast.merging([
    "max_connections": "300", "max_prepared_transactions": "20", "max_wal_size": "256MB",
  ]) { $1 }

  /// A clone is 300 new files, 15 ms in memory and up to 300 ms on a busy disk: in memory where there is plenty.
  private static func fastDirectory() -> String {
    var status = statvfs()
    let memory = "/dev/shm"
    guard access(memory, W_OK) == 0, statvfs(memory, &status) == 0,
      UInt64(status.f_bavail) * UInt64(status.f_frsize) > 4 << 30
    else { return NSTemporaryDirectory() }
    return memory
  }

  static func shared() async throws -> TestServer { try await starting.value }

  private init(_ server: PrivateServer) {
    self.server = server
    var configuration = PoolConfiguration(server.connectionString())
    configuration.exclusiveConnections = 4
    administration = Pool(configuration)
  }

  func createDatabase(from template: DatabaseTemplate) async throws -> TestDatabase {
    await turns.take()
    do {
      let source = try await name(of: template)
      count += 1
      return try await create("test_\(count)", from: source)
    } catch {
      await turns.giveBack()
      throw error
    }
  }

  /// Ends whatever session the test has left behind.
  func drop(_ database: TestDatabase) async throws {
    await database.pool.close(grace: .milliseconds(200))
    let result: Result<Void, any Error>
    do { result = .success(try await run("drop database \(database.name) with (force)")) } catch {
      result = .failure(error)
    }
    await turns.giveBack()
    try result.get()
  }

  /// A template is built once; who asks meanwhile waits for the same one.
  private func name(of template: DatabaseTemplate) async throws -> String {
    if let building = templates[template] { return try await building.value }
    let building = Task { try await build(template) }
    templates[template] = building
    return try await building.value
  }

  private func build(_ template: DatabaseTemplate) async throws -> String {
    guard let foundation = template.foundation else { return "template0" }
    let database = try await create("template_\(template.rawValue)", from: name(of: foundation))
    for list in template.migrations { _ = try await Migrator(list, pool: database.pool).up() }
    // A database with sessions cannot be cloned.
    await database.pool.close()
    return database.name
  }

  /// `file_copy` needs checkpoints, which cost nothing without fsync, and takes half the time of a copy through the log.
  private func create(_ name: String, from source: String) async throws -> TestDatabase {
    try await run("create database \(name) template \(source) strategy file_copy")
    let connectionString = server.connectionString(database: name)
    return TestDatabase(
      name: name, connectionString: connectionString, pool: Pool(PoolConfiguration(connectionString)))
  }

  /// Outside of pipeline mode: creating and dropping a database refuses to be a part of anything.
  private func run(_ statement: String) async throws {
    try await administration.withConnection { try await $0.executeScript(statement, timeout: .seconds(60)) }
  }
}

import EmbeddedPostgres
import Foundation

/// The private server of this test process and the template databases on it.
actor TestServer {
  private let server: PrivateServer
  private var templates: [DatabaseTemplate: Task<String, any Error>] = [:]
  private var count = 0

  /// Started once, by whoever asks first. Nobody stops it: its watchman sees the end of this process, however that
  /// comes, and removes the files.
  private static let starting = Task {
    let directory = "\(NSTemporaryDirectory())/redress-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
    return TestServer(
      try await PrivateServer.start(
        ServerConfiguration(
          directory: directory, lifetime: .temporary,
          settings: ServerConfiguration.unsafeButFast.merging(testSettings) { $1 })))
  }

  /// Prepared transactions, because the queue must be right beside them.
  private static let testSettings = ["max_connections": "300", "max_prepared_transactions": "20"]

  static func shared() async throws -> TestServer { try await starting.value }

  private init(_ server: PrivateServer) { self.server = server }

  func createDatabase(from template: DatabaseTemplate) async throws -> TestDatabase {
    let source = try await name(of: template)
    count += 1
    let name = "test_\(count)"
    try await create(name, from: source)
    return TestDatabase(name: name, connectionString: server.connectionString(database: name))
  }

  /// Ends whatever session the test has left behind.
  func drop(_ database: TestDatabase) async throws {
    try await execute("drop database \(database.name) with (force)")
  }

  /// A template is built once; who asks meanwhile waits for the same one.
  private func name(of template: DatabaseTemplate) async throws -> String {
    if let building = templates[template] { return try await building.value }
    let building = Task { try await build(template) }
    templates[template] = building
    return try await building.value
  }

  private func build(_ template: DatabaseTemplate) async throws -> String {
    guard let migrate = template.migrate else { return "template0" }
    let name = "template_\(template.rawValue)"
    try await create(name, from: "template0")
    try await migrate(server.connectionString(database: name))
    return name
  }

  /// Copying the files beats writing every page to the log: with fsync off the checkpoints that it needs cost nothing.
  private func create(_ name: String, from source: String) async throws {
    try await execute("create database \(name) template \(source) strategy file_copy")
  }

  private func execute(_ statement: String) async throws {
    try await psql(statement, server: server)
  }
}

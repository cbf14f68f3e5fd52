import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("A private server in difficult places")
struct DifficultPlacesTests {
  @Test func aPathThatIsTooLongForASocket() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let directory = scratch.path + String(repeating: "/a long way down", count: 12)
    try await withServer(in: directory) { server in
      try await server.start()
      #expect(server.placement.base == directory)
      #expect(server.placement.socketIsApart)
      #expect(try await server.psql("select 1") == "1")
      try await server.stop()
      #expect(access(server.placement.socketDirectory, F_OK) != 0, "nothing stays in /run or /tmp")
    }
  }

  @Test(arguments: ["it's, \"quoted\" $(id)", "zażółć gęślą", "back\\slash %s"])
  func aPathWithLettersThatOthersInterpret(name: String) async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try await withServer(in: "\(scratch.path)/\(name)") { server in
      try await server.start()
      #expect(try await server.psql("show data_directory") == "\(scratch.path)/\(name)/data")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root lends the server another account"))
  func aDirectoryThatTheServersAccountCannotEnter() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.makeDirectory("\(scratch.path)/root", mode: 0o700)
    let directory = "\(scratch.path)/root/clone/postgres"
    try await withServer(in: directory) { server in
      let base = server.placement.base
      defer { try? FileManager.default.removeItem(atPath: base) }
      #expect(base == Placement.baseCandidates(directory, isRoot: true)[1])
      #expect(access(directory, F_OK) != 0, "nothing is left where the server is not")
      try await server.start()
      #expect(try await server.psql("select 1") == "1")
      let again = try await PrivateServer.prepare(.fast(directory))
      #expect(again.placement == server.placement)
    }
  }

  @Test func aDirectoryOfSomebodyElse() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // Root's own directories it may lend, so for root the somebody must be a third account.
    let foreign = geteuid() == 0 ? "\(scratch.path)/foreign" : "/etc"
    if geteuid() == 0 {
      try scratch.makeDirectory(foreign, mode: 0o777)
      chown(foreign, 1, 1)
    }
    let account = try ServerAccount.choose()
    let owner = geteuid() == 0 ? 1 : 0
    #expect(
      throws: EmbeddedPostgresError.directoryNotOurs(
        path: foreign, reason: "it belongs to user \(owner), not to \(account.name)")
    ) {
      try PrivateDirectory.create(foreign, for: account)
    }
  }

  @Test func aLinkInPlaceOfTheDirectory() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: "/etc")
    let account = try ServerAccount.choose()
    #expect(
      throws: EmbeddedPostgresError.directoryNotOurs(
        path: "\(scratch.path)/link", reason: "it is not a directory")
    ) {
      try PrivateDirectory.create("\(scratch.path)/link", for: account)
    }
  }

  @Test func aDataDirectoryOfAnotherMajorVersion() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.makeDirectory("\(scratch.path)/data", mode: 0o755)
    try "12\n".write(toFile: "\(scratch.path)/data/PG_VERSION", atomically: true, encoding: .utf8)
    let error = await #expect(throws: EmbeddedPostgresError.self) {
      try await PrivateServer.prepare(.fast(scratch.path))
    }
    #expect(String(describing: try #require(error)).contains("was made by PostgreSQL 12"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root lends the server another account"))
  func programsThatTheAccountMayNotExecute() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let binaries = try scratch.fakeServer("15.1")
    chmod(binaries, 0o700)
    var configuration = ServerConfiguration.fast("\(scratch.path)/server")
    configuration.environment["REDRESS_POSTGRES_BIN"] = binaries
    let account = try ServerAccount.choose()
    await #expect(
      throws: EmbeddedPostgresError.serverNotExecutable(
        program: "\(binaries)/postgres", account: account.name)
    ) {
      try await PrivateServer.prepare(configuration)
    }
  }
}

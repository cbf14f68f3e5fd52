import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("The life of a server and that of its owner")
struct LifetimeTests {
  @Test func aKilledOwnersServerStopsAndItsFilesGo() async throws {
    let scratch = try Scratch("owner")
    defer { scratch.remove() }
    let path: String = scratch.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let server = try await PrivateServer.start(.fast("\(path)/server", .temporary))
      try String(try #require(server.process)).write(
        toFile: "\(path)/process", atomically: true, encoding: .utf8)
      kill(getpid(), SIGKILL)
    }
    let process = try #require(pid_t(try String(contentsOfFile: "\(path)/process", encoding: .utf8)))
    #expect(try await eventually { kill(process, 0) != 0 && access("\(path)/server", F_OK) != 0 })
  }

  @Test func anOwnersServerStopsCleanlyWhenItExits() async throws {
    let scratch = try Scratch("owner")
    defer { scratch.remove() }
    let path: String = scratch.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      let server = try await PrivateServer.start(.fast("\(path)/server"))
      _ = try await server.psql("create table kept as select 42 as number")
      exit(0)
    }
    let server = try await PrivateServer.prepare(.fast("\(path)/server"))
    #expect(try await eventually { server.process == nil })
    try await server.start()
    #expect(try await server.psql("select number from kept") == "42")
    let log = try String(contentsOfFile: server.placement.log, encoding: .utf8)
    #expect(log.contains("database system was shut down at"), "and not: was interrupted")
    try await server.stop()
  }

  @Test func aDetachedServerOutlivesItsStarterAndAnybodyWithTheDirectoryStopsIt() async throws {
    let scratch = try Scratch("owner")
    defer { scratch.remove() }
    let path: String = scratch.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      _ = try await PrivateServer.start(.fast("\(path)/server", .detached))
    }
    let server = try await PrivateServer.prepare(.fast("\(path)/server", .detached))
    #expect(server.process != nil)
    #expect(try await server.psql("select 1") == "1")
    try await server.stop()
    #expect(server.process == nil)
  }

  /// For what another process does when ours has ended: nobody could send us a signal about it.
  private func eventually(_ condition: () -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(30)
    while !condition() {
      guard ContinuousClock.now < deadline else { return false }
      try await Task.sleep(for: .milliseconds(20))
    }
    return true
  }
}

import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("A private server")
struct PrivateServerTests {
  @Test func isUTF8AndListensOnNothingButItsSocket() async throws {
    try await withServer { server in
      try await server.start()
      #expect(
        try await server.psql("show server_encoding; show listen_addresses; show timezone") == "UTF8\n\nUTC")
      #expect(try await server.psql("select 'ł' < 'm'") == "f", "C.UTF-8 orders by code point")
      var status = stat()
      #expect(stat("\(server.placement.socketDirectory)/.s.PGSQL.5432", &status) == 0)
      #expect(status.st_mode & 0o777 == 0o700)
      #expect(stat(server.placement.base, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o700)
      #expect(status.st_uid == server.account.user)
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
  func letsNoOtherLocalUserIn() async throws {
    try await withServer { server in
      try await server.start()
      #expect(server.account.name != "root")
      let other = ["/usr/bin/setpriv", "--reuid=1", "--regid=1", "--clear-groups", "--"]
      await #expect(throws: EmbeddedPostgresError.self) { try await server.psql("select 1", as: other) }
      #expect(try await server.psql("select 1") == "1")
    }
  }

  @Test func keepsItsDataOverStopRestartAndCrash() async throws {
    try await withServer { server in
      try await server.start()
      _ = try await server.psql("create table kept (number int); insert into kept values (1)")
      try await server.restart()
      _ = try await server.psql("insert into kept values (2)")
      try await server.stop()
      #expect(server.process == nil)
      try await server.start()
      _ = try await server.psql("insert into kept values (3)")
      try await server.crash()
      #expect(access("\(server.placement.data)/postmaster.pid", F_OK) == 0, "a crash tidies nothing up")
      try await server.start()
      #expect(try await server.psql("select sum(number) from kept") == "6")
    }
  }

  @Test func aSecondStartInTheSameDirectoryIsRefused() async throws {
    try await withServer { server in
      try await server.start()
      let second = try await PrivateServer.prepare(.fast(server.placement.base))
      let process = try #require(server.process)
      await #expect(
        throws: EmbeddedPostgresError.alreadyRunning(directory: server.placement.data, process: process)
      ) {
        try await second.start()
      }
      #expect(try await server.psql("select 1") == "1")
    }
  }

  @Test func ofTwoFirstStartsAtOnceOneWins() async throws {
    try await withServer { server in
      let second = try await PrivateServer.prepare(.fast(server.placement.base))
      let failures = await withTaskGroup(of: EmbeddedPostgresError?.self) { group in
        for contender in [server, second] {
          group.addTask {
            do { try await contender.start() } catch { return error as? EmbeddedPostgresError }
            return nil
          }
        }
        return await group.reduce(into: []) { $0 += [$1].compactMap(\.self) }
      }
      let process = try #require(server.process)
      #expect(failures == [.alreadyRunning(directory: server.placement.data, process: process)])
      try await second.stop(.immediate)
    }
  }

  @Test func anInitdbThatWasInterruptedIsDoneAgain() async throws {
    try await withServer { server in
      let unfinished = "\(server.placement.data).unfinished"
      try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
      try "15\n".write(toFile: "\(unfinished)/PG_VERSION", atomically: true, encoding: .utf8)
      try await server.start()
      #expect(try await server.psql("select 1") == "1")
    }
  }

  @Test func aTemporaryServerTakesItsFilesWithIt() async throws {
    try await withServer(lifetime: .temporary) { server in
      try await server.start()
      try await server.stop(.immediate)
      #expect(access(server.placement.base, F_OK) != 0)
    }
  }

  @Test func theLogDoesNotRepeatTheData() async throws {
    try await withServer { server in
      try await server.start()
      _ = try await server.psql(
        "create table customer (email text unique); insert into customer values ('ann@x')")
      await #expect(throws: EmbeddedPostgresError.self) {
        try await server.psql("insert into customer values ('ann@x')")
      }
      let log = try String(contentsOfFile: server.placement.log, encoding: .utf8)
      #expect(log.contains("duplicate key value"))
      #expect(!log.contains("ann@x"))
    }
  }
}

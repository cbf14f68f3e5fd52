import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("A server that does not start, and one whose neighbours confuse it")
struct FailedStartTests {
  @Test func theErrorCarriesTheServersLastWords() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let server = try await PrivateServer.prepare(
      .fast("\(scratch.path)/server", settings: ["shared_preload_libraries": "no_such_library"]))
    let error = await #expect(throws: EmbeddedPostgresError.self) { try await server.start() }
    #expect(String(describing: try #require(error)).contains("no_such_library"))
    #expect(server.process == nil)
  }

  @Test func onlyTheWordsOfThisStartAreRepeated() async throws {
    try await withServer { server in
      try await server.start()
      try await server.stop()
      let broken = try await PrivateServer.prepare(
        .fast(server.placement.base, settings: ["shared_preload_libraries": "no_such_library"]))
      let error = await #expect(throws: EmbeddedPostgresError.self) { try await broken.start() }
      let text = String(describing: try #require(error))
      #expect(text.contains("no_such_library"))
      #expect(!text.contains("database system was shut down"))
    }
  }

  /// After the machine has gone down, the number in `postmaster.pid` may be anybody's. Here it is a live process of the
  /// same account, which PostgreSQL by itself takes for another postmaster.
  @Test func aStalePidFileThatNamesALiveNeighbourIsSeenThrough() async throws {
    try await withServer { neighbour in
      try await neighbour.start()
      try await withServer { server in
        try await server.start()
        let file = "\(server.placement.data)/postmaster.pid"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let process = try #require(server.process)
        try await server.crash()
        try text.replacing("\(process)\n", with: "\(try #require(neighbour.process))\n", maxReplacements: 1)
          .write(toFile: file, atomically: false, encoding: .utf8)
        try await server.start()
        #expect(try await server.psql("select 1") == "1")
      }
      #expect(try await neighbour.psql("select 1") == "1")
    }
  }

  @Test func aSocketThatAnotherServerHoldsIsReportedNotTaken() async throws {
    try await withServer { holder in
      try await holder.start()
      try await withServer { server in
        let lock = try String(
          contentsOfFile: "\(holder.placement.socketDirectory)/.s.PGSQL.5432.lock", encoding: .utf8)
        try lock.write(
          toFile: "\(server.placement.socketDirectory)/.s.PGSQL.5432.lock", atomically: false, encoding: .utf8
        )
        let error = await #expect(throws: EmbeddedPostgresError.self) { try await server.start() }
        #expect(String(describing: try #require(error)).contains(".s.PGSQL.5432.lock"))
      }
      #expect(try await holder.psql("select 1") == "1")
    }
  }
}

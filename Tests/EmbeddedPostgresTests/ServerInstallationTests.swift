import Foundation
import Testing

@testable import EmbeddedPostgres

@Suite("Finding the server programs")
struct ServerInstallationTests {
  @Test(arguments: [
    ("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", 15, 20),
    ("postgres (PostgreSQL) 17.0", 17, 0),
    ("postgres (PostgreSQL) 18beta1", 18, 0),
    ("postgres (PostgreSQL) 19devel", 19, 0),
  ])
  func versionIsReadFromTheServersAnswer(answer: String, major: Int, minor: Int) throws {
    let version = try #require(ServerInstallation.parseVersion(answer))
    #expect(version == (major, minor))
  }

  @Test func anotherProgramsAnswerIsNoVersion() {
    #expect(ServerInstallation.parseVersion("postgrey 1.36") == nil)
  }

  @Test func packagedDirectoriesComeBeforePathAndNewestFirst() {
    let directories = ServerInstallation.searchDirectories(path: "/opt/pg/bin:relative:/usr/bin")
    #expect(directories.first == "/usr/lib/postgresql/18/bin")
    #expect(directories.suffix(3) == ["/usr/pgsql-15/bin", "/opt/pg/bin", "/usr/bin"])
  }

  @Test func theNewestUsableOneComesFirstAndUnsupportedOnesAreLeftOut() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let directories = try ["15.9", "14.3", "17.1", "19devel", "17.0"].map { try scratch.fakeServer($0) }
    let found = try await ServerInstallation.all(in: directories + ["/nonexistent"])
    #expect(found.map { "\($0.major).\($0.minor)" } == ["17.1", "17.0", "15.9"])
  }

  @Test func noServerAtAllNamesWhereItLookedAndWhatToInstall() async throws {
    let error = await #expect(throws: EmbeddedPostgresError.self) {
      try await ServerInstallation.all(in: ["/nonexistent/bin"])
    }
    #expect(error == .noServer(searched: ["/nonexistent/bin"]))
    #expect(String(describing: try #require(error)).contains("apt-get install postgresql"))
  }

  @Test func aNamedServerIsTakenAloneAndMustBeThere() async throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let named = try scratch.fakeServer("16.4")
    let found = try await ServerInstallation.all(environment: [
      "REDRESS_POSTGRES_BIN": named, "PATH": "/usr/bin",
    ])
    #expect(found == [ServerInstallation(binaries: named, major: 16, minor: 4)])
    for wrong in ["/nonexistent", try scratch.fakeServer("14.0")] {
      let error = await #expect(throws: EmbeddedPostgresError.self) {
        try await ServerInstallation.all(environment: ["REDRESS_POSTGRES_BIN": wrong])
      }
      #expect(String(describing: try #require(error)).contains(wrong))
    }
  }
}

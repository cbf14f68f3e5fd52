import Testing

@testable import EmbeddedPostgres

@Suite("Settings and how they are quoted")
struct ServerOptionsTests {
  private let placement = Placement(base: "/srv/it's here", socketDirectory: "/srv/it's here")

  @Test func noTCPAndASocketForTheOwnerAlone() throws {
    let settings = try ServerOptions.merged([:], placement: placement)
    #expect(settings["listen_addresses"] == "")
    #expect(settings["unix_socket_permissions"] == "0700")
    #expect(settings["unix_socket_directories"] == "\"/srv/it's here\"")
  }

  @Test func theCallersSettingWinsOverADefault() throws {
    let settings = try ServerOptions.merged(["max_connections": "7"], placement: placement)
    #expect(settings["max_connections"] == "7")
    #expect(settings["fsync"] == nil, "safe unless somebody asks for speed")
  }

  @Test(arguments: ["listen_addresses", "Port", "unix_socket_directories"])
  func whatKeepsTheServerPrivateCannotBeSet(name: String) {
    #expect(throws: EmbeddedPostgresError.settingReserved(name)) {
      try ServerOptions.merged([name: "x"], placement: placement)
    }
  }

  @Test func theCommandLineSurvivesTheShell() {
    #expect(
      ServerOptions.commandLine(["b": "$(id) it's", "a": ""]) == #"-c 'a=' -c 'b=$(id) it'\''s'"#)
  }

  @Test func theConnectionStringSurvivesLibpq() {
    let text = ServerOptions.connectionString(placement, database: #"a\b"#)
    #expect(text == #"host='/srv/it\'s here' port='5432' user='postgres' dbname='a\\b'"#)
  }
}

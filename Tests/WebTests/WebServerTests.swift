import Foundation
import FoundationNetworking
import Logging
import ServiceLifecycle
import Testing
import Web

/// Over real sockets.
@Suite struct WebServerTests {
  private struct Broken: Error {}

  /// Serves on a port of the system's choice while the body runs.
  private func withServer(
    token: String? = nil, _ body: @Sendable @escaping (String) async throws -> Void
  ) async throws {
    let server = try WebServer(
      #require(ListenAddress("0")), token: token,
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) { request in
      switch request.path {
      case "/fine": .plain(200, "\(request.method.rawValue) \(request.query["a"] ?? "")")
      case "/broken": throw Broken()
      default: .plain(404, "not here")
      }
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      let port = try await #require(server.port)
      try await body("http://127.0.0.1:\(port)")
      group.cancelAll()
    }
  }

  private func fetch(_ url: String, _ method: String = "GET", headers: [String: String] = [:]) async throws
    -> (
      HTTPURLResponse, String
    )
  {
    var request = URLRequest(url: try #require(URL(string: url)))
    request.httpMethod = method
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession.shared.data(for: request)
    return (try #require(response as? HTTPURLResponse), String(decoding: data, as: UTF8.self))
  }

  @Test(.timeLimit(.minutes(10))) func itAnswersWithTheSecurityHeaders() async throws {
    try await withServer { base in
      let (response, body) = try await fetch("\(base)/fine?a=b%20c")
      #expect((response.statusCode, body) == (200, "GET b c\n"))
      for name in ["Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Cache-Control"] {
        #expect(response.value(forHTTPHeaderField: name) != nil, "\(name)")
      }
      let nowhere = try await fetch("\(base)/nothing").0
      let deleted = try await fetch("\(base)/fine", "DELETE").0
      #expect((nowhere.statusCode, deleted.statusCode) == (404, 405))
    }
  }

  @Test(.timeLimit(.minutes(10))) func whatGoesWrongIsNotToldToTheClient() async throws {
    try await withServer { base in
      let (response, body) = try await fetch("\(base)/broken")
      #expect(response.statusCode == 500)
      #expect(!body.contains("Broken"))
    }
  }

  @Test(.timeLimit(.minutes(10))) func nothingIsToldWithoutTheToken() async throws {
    try await withServer(token: "t0ken") { base in
      let without = try await fetch("\(base)/fine").0
      let with = try await fetch("\(base)/fine", headers: ["Authorization": "Bearer t0ken"]).0
      #expect((without.statusCode, with.statusCode) == (401, 200))
    }
  }

  @Test func whatOthersReachNeedsAToken() throws {
    let logger = Logger(label: "test")
    let address = try #require(ListenAddress("0.0.0.0:0"))
    #expect(throws: WebServerRefused.noToken(address)) {
      _ = try WebServer(address, token: nil, logger: logger) { _ in .plain(200, "") }
    }
  }
}

import FlyingFox
import FlyingSocks
import Foundation
package import Logging
import ServiceLifecycle

/// An HTTP server for people and supervisors who look at this process. For few clients, in a network that one trusts or behind a proxy
/// that speaks TLS, which it does not.
package struct WebServer: Service {
  package typealias Handler = @Sendable (WebRequest) async throws -> WebResponse

  private let server: HTTPServer
  private let address: ListenAddress
  private let logger: Logger

  /// - Parameters:
  ///   - token: what a client must know; `nil` only for an address of this machine.
  ///   - handler: answers what the guard lets through. What it throws is logged, and answered with 500 and no more.
  /// - Throws: `WebServerRefused` for an address that others can reach without a token.
  package init(
    _ address: ListenAddress, token: String?, logger: Logger, handler: @escaping Handler
  ) throws {
    guard address.isLoopback || token != nil else { throw WebServerRefused.noToken(address) }
    self.address = address
    self.logger = logger
    let guardian = WebGuard(token: token, isLoopback: address.isLoopback)
    server = HTTPServer(
      address: try address.socketAddress, timeout: 30, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        await Self.answer(request, guardian, logger, handler)
      })
  }

  /// Serves until it is shut down; requests that run then get three seconds.
  package func run() async throws {
    try await withGracefulShutdownHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await serve() }
        group.addTask { await tellAddress() }
        // The first that fails ends the other: waitForAll() would wait for both before it told.
        for try await _ in group {}
      }
    } onGracefulShutdown: {
      Task { await server.stop(timeout: 3) }
    }
  }

  /// The port that it listens on, once it does; where port 0 was asked for, the system has chosen it.
  package var port: UInt16? {
    get async throws {
      // FlyingFox's own waiting goes on for its whole time when the server has failed meanwhile and the task is cancelled.
      while true {
        switch await server.listeningAddress {
        case .ip4(_, let port), .ip6(_, let port): return port
        case .unix: return nil
        case nil: try await Task.sleep(for: .milliseconds(5))
        }
      }
    }
  }

  private func serve() async throws {
    do {
      try await server.run()
    } catch  where Task.isShuttingDownGracefully || Task.isCancelled {
      return
    } catch let error as SocketError {
      throw WebServerRefused.cannotListen(address, reason: "\(error)")
    }
  }

  private func tellAddress() async {
    guard let port = try? await port else { return }
    let host = address.description.split(separator: ":").dropLast().joined(separator: ":")
    logger.info("listening", metadata: ["address": "http://\(host):\(port)"])
  }

  private static func answer(
    _ request: HTTPRequest, _ guardian: WebGuard, _ logger: Logger, _ handler: Handler
  ) async -> HTTPResponse {
    var response: WebResponse
    do {
      let request = try await WebRequest(request)
      response =
        if let refusal = guardian.refusal(of: request) {
          refusal
        } else if request.path == "/login" {
          guardian.logIn(request)
        } else {
          try await handler(request)
        }
      if request.method == .head { response.body = Data() }
    } catch is UnansweredRequest {
      response = .plain(405, "Only GET, HEAD and POST are answered here.")
    } catch {
      logger.warning("request failed", metadata: ["error": "\(error)"])
      response = .plain(500, "That did not work; the log of the program says why.")
    }
    var headers = HTTPHeaders()
    for (name, value) in WebGuard.headers.merging(response.headers, uniquingKeysWith: { $1 }) {
      headers[HTTPHeader(name)] = value
    }
    headers[.contentType] = response.contentType
    return HTTPResponse(
      statusCode: HTTPStatusCode(response.status, phrase: ""), headers: headers, body: response.body)
  }
}

/// Why a server was not started.
package enum WebServerRefused: Error, Sendable, Hashable {
  /// Everybody who can reach that address would see the desk.
  case noToken(ListenAddress)
  case cannotListen(ListenAddress, reason: String)
}

private struct UnansweredRequest: Error {}

extension WebRequest {
  private static let mostBytes = 65_536

  fileprivate init(_ request: HTTPRequest) async throws {
    guard let method = Method(rawValue: request.method.rawValue) else { throw UnansweredRequest() }
    self.method = method
    path = request.path
    query = Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first }
    headers = Dictionary(request.headers.map { ($0.key.rawValue.lowercased(), $0.value) }) { first, _ in first
    }
    var body = Data()
    if method == .post {
      for try await part in request.bodySequence {
        body.append(contentsOf: part)
        if body.count > Self.mostBytes { break }
      }
    }
    form = Self.form(String(decoding: body.prefix(Self.mostBytes), as: UTF8.self))
  }

  private static func form(_ text: String) -> [String: String] {
    var form: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
      if parts.count == 2 { form[parts[0]] = parts[1] }
    }
    return form
  }
}

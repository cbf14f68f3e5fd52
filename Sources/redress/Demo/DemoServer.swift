import EmbeddedPostgres
import Foundation
import Programs

/// The server of a demonstration: always with an empty database, and gone afterwards unless it is to be kept.
struct DemoServer {
  private let configuration: ServerConfiguration

  init(_ place: DemoPlace, keep: Bool) {
    configuration = ServerConfiguration(
      directory: place.server, lifetime: keep ? .detached : .temporary,
      settings: ServerConfiguration.unsafeButFast)
  }

  func start() async throws -> PrivateServer {
    let server = try await PrivateServer.prepare(configuration)
    // What an earlier run left running or lying there, by --keep or by a crash, was promised to last until this one.
    if server.process != nil { try await server.stop(.immediate) }
    if FileManager.default.fileExists(atPath: server.placement.data) {
      try FileManager.default.removeItem(atPath: server.placement.data)
    }
    let fresh = try await PrivateServer.prepare(configuration)
    try await fresh.start()
    return fresh
  }
}

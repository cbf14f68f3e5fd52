import Foundation
import Glibc
import Synchronization

@testable import LibPQ

/// A server's socket with a network that fails on command. Threads and blocking calls: it stands
/// outside of what is tested.
final class FaultyProxy: Sendable {
  enum Fault: Sendable {
    case none
    /// Replies of the server get lost, and nobody is told.
    case swallowReplies
    /// The next reply of the server gets lost, and its connection breaks.
    case cutAtNextReply
  }

  /// Options that lead a connection through the proxy.
  let options: [String: String]
  private let directory: String
  private let server: String
  private let listener: Int32
  private let fault = Mutex(Fault.none)
  private let open = Mutex<[Int32]>([])

  init(to connectionString: String) throws {
    let options = try ConnectionOptions(ConnectionConfiguration(connectionString))
    server = "\(options["host"]!)/.s.PGSQL.\(options["port"] ?? "5432")"
    directory = "/tmp/libpq-proxy-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
    self.options = ["host": directory, "port": "1"]
    listener = try Self.socket(at: "\(directory)/.s.PGSQL.1") { bind($0, $1, $2) }
    precondition(listen(listener, 16) == 0)
    Thread.detachNewThread { self.accept() }
  }

  func fail(_ fault: Fault) {
    self.fault.withLock { $0 = fault }
  }

  /// Breaks all connections and takes no more.
  func close() {
    shutdown(listener, Int32(SHUT_RDWR))
    Glibc.close(listener)
    cut()
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Breaks all connections.
  func cut() {
    for descriptor in open.withLock({ $0 }) { shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  private func accept() {
    while case let client = Glibc.accept(listener, nil, nil), client >= 0 {
      guard let server = try? Self.socket(at: server, { connect($0, $1, $2) }) else {
        Glibc.close(client)
        continue
      }
      open.withLock { $0 += [client, server] }
      Thread.detachNewThread { self.pump(from: client, to: server, isReply: false) }
      Thread.detachNewThread { self.pump(from: server, to: client, isReply: true) }
    }
  }

  /// Copies until either side ends. The descriptors stay open until the test process ends, so that a
  /// late `shutdown` cannot hit somebody else's.
  private func pump(from source: Int32, to target: Int32, isReply: Bool) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = read(source, &buffer, buffer.count), count > 0 {
      switch isReply ? fault.withLock({ $0 }) : .none {
      case .swallowReplies: continue
      case .cutAtNextReply: return end(source, target)
      case .none:
        var written = 0
        while written < count {
          let step = buffer.withUnsafeBytes {
            send(target, $0.baseAddress! + written, count - written, Int32(MSG_NOSIGNAL))
          }
          guard step > 0 else { return end(source, target) }
          written += step
        }
      }
    }
    end(source, target)
  }

  private func end(_ source: Int32, _ target: Int32) {
    shutdown(source, Int32(SHUT_RDWR))
    shutdown(target, Int32(SHUT_RDWR))
  }

  private static func socket(
    at path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return descriptor
  }
}

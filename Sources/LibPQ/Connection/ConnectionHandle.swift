import CLibPQ
import Glibc

/// Owns a PGconn. Whoever lets go of it closes the connection.
struct ConnectionHandle: ~Copyable {
  let pointer: OpaquePointer

  /// Begins to connect; `nil` only when there is no memory. Never blocks as long as `hostaddr` or a
  /// socket's folder is given, because libpq resolves names synchronously.
  init?(connectingWith options: [String: String]) {
    let keys = options.keys.map { strdup($0) }
    let values = options.values.map { strdup($0) }
    defer {
      keys.forEach { free($0) }
      values.forEach { free($0) }
    }
    let started = PQconnectStartParams(
      keys.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 0)
    guard let started else { return nil }
    pointer = started
  }

  deinit {
    PQfinish(pointer)
  }

  var isBroken: Bool { PQstatus(pointer) == CONNECTION_BAD }
  var socket: Int32 { PQsocket(pointer) }
  var backendID: Int32 { PQbackendPID(pointer) }
  var serverVersion: Int { Int(PQserverVersion(pointer)) }

  /// libpq's last words, on one line. About connecting and the protocol: they hold no data.
  var errorMessage: String {
    String(cString: PQerrorMessage(pointer))
      .split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }
      .joined(separator: "; ")
  }

  /// Takes what has arrived out of the socket; false when the connection is gone.
  ///
  /// Under TLS decrypted bytes may wait inside of OpenSSL where epoll cannot see them. A record holds at
  /// most 16 KB and each call has room for at least 8 KB: once the socket is empty, two more calls
  /// leave nothing behind.
  func consumeInput() -> Bool {
    guard PQconsumeInput(pointer) == 1 else { return false }
    guard PQsslInUse(pointer) == 1 else { return true }
    for _ in 0..<16 where isReadable {
      guard PQconsumeInput(pointer) == 1 else { return false }
    }
    return PQconsumeInput(pointer) == 1 && PQconsumeInput(pointer) == 1
  }

  private var isReadable: Bool {
    var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 0) > 0
  }
}

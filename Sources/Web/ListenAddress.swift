import FlyingFox
import FlyingSocks

/// Where a program listens: `127.0.0.1:9464`, `[::1]:9464`, `0.0.0.0:8080`, or a port alone, which is that of this machine only.
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
  package let host: String
  package let port: UInt16

  /// `nil` for anything else; host names are not looked up.
  package init?(_ text: String) {
    if let port = UInt16(text) {
      self.init(host: "127.0.0.1", port: port)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      return nil
    }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    if host == "localhost" { host = "127.0.0.1" }
    self.init(host: host, port: port)
    guard (try? socketAddress) != nil else { return nil }
  }

  private init(host: String, port: UInt16) {
    self.host = host
    self.port = port
  }

  /// Nobody from another machine can reach it.
  package var isLoopback: Bool { host.hasPrefix("127.") || host == "::1" }

  private var isVersion6: Bool { host.contains(":") }
  package var description: String { isVersion6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

  var socketAddress: any SocketAddress {
    get throws {
      isVersion6 ? try .inet6(ip6: host, port: port) : try .inet(ip4: host, port: port)
    }
  }
}

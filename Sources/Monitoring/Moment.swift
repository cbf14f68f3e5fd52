package import Foundation
import LibPQ

/// What a report is taken at.
package struct Moment: Sendable, Hashable, Encodable {
  /// The server's clock.
  package let serverTime: Date
  /// What deadlines are measured in: the server's clock, but in a sandbox.
  package let businessTime: Date
  package let isSandbox: Bool
}

extension Moment {
  init(_ rows: Rows) throws {
    serverTime = try rows[0].decode(Date.self, "server_time")
    businessTime = try rows[0].decode(Date.self, "business_time")
    isSandbox = try rows[0].decode(Bool.self, "is_sandbox")
  }
}

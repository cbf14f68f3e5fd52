import ArgumentParser
package import Foundation

/// An instant on the command line, as ISO 8601 with its offset from UTC: `2026-03-01T09:00:00Z`.
package struct InstantOption: Sendable, Hashable, ExpressibleByArgument {
  package let instant: Date

  package init?(argument: String) {
    guard let instant = try? Date(argument, strategy: .iso8601) else { return nil }
    self.instant = instant
  }
}

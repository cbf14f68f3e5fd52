package import Foundation

extension Policy {
  /// From when the time for a remedy counts (S40), as `clocks.remedy.start` says. Where goods come back first, it counts from
  /// their return, whatever stands there.
  package func remedyStart(receivedAt: Date, decidedAt: Date, settledAt: Date) -> Date {
    switch clocks[.remedy]?.start {
    case .receipt: receivedAt
    case .decision: decidedAt
    default: settledAt
    }
  }
}

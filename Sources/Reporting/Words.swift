import Casework
import Complaints
import Foundation
import Monitoring
import Programs

extension String {
  /// A word of the tables as people write it.
  var spaced: String { FactValue.text(self).words }
}

extension Moment {
  /// What a report is taken at, on one line.
  var line: String {
    guard isSandbox else { return "At \(instantText(serverTime))" }
    return "At \(instantText(serverTime)); business time \(instantText(businessTime)) (a sandbox)"
  }
}

/// Something a second: `1.5`, `12 000`.
func rateText(_ perSecond: Double) -> String {
  perSecond >= 10 ? countText(Int(perSecond.rounded())) : "\((perSecond * 10).rounded() / 10)"
}

func bytesText(_ bytes: Int64) -> String {
  switch bytes {
  case ..<10_000: "\(bytes) B"
  case ..<10_000_000: "\(bytes / 1000) kB"
  case ..<10_000_000_000: "\(bytes / 1_000_000) MB"
  default: "\(countText(bytes / 1_000_000_000)) GB"
  }
}

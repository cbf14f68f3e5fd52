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

extension ReportPeriod {
  /// What a report is about, and when it was taken, on one line.
  func line(_ moment: Moment) -> String { "\(from) to \(to), days in \(zone). \(moment.line)" }
}

/// A share in whole percents: `97 %`.
func percentText(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }

/// A share in a cell of a spreadsheet: a number, with three digits.
func shareText(_ share: Double) -> String { "\((share * 1000).rounded() / 1000)" }

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

/// An instant in UTC, to the second: `2026-03-01 10:00:07Z`.
func secondText(_ instant: Date) -> String {
  let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .colon)
  let text = instant.formatted(style.year().month().day().time(includingFractionalSeconds: false))
  return text.prefix(19) + "Z"
}

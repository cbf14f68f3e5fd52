import Foundation
import Monitoring
import Programs

/// What a supervisor reads: https://www.monitoring-plugins.org/doc/guidelines.html
enum CheckText {
  static func line(_ report: CheckReport) -> String {
    let bad = report.findings.filter { $0.level != .fine }.sorted { $0.level > $1.level }
    let words = bad.map { finding in
      let bound = finding.level == .critical ? finding.threshold.critical : finding.threshold.warning
      let value = finding.value.isFinite ? spoken(finding.value, finding.measure) : "for ever"
      return
        "\(finding.measure.rawValue) \(value) (\(finding.measure.isTooFew ? "below" : "from") \(spoken(bound, finding.measure)))"
    }
    let summary =
      bad.isEmpty ? "\(report.findings.count) measures are as they should be" : words.joined(separator: ", ")
    return "REDRESS \(report.level.word) - \(summary) | \(report.findings.map(data).joined(separator: " "))"
  }

  /// `label=value[unit];warning;critical;minimum`. A range `n:` alarms below n. What has no end is no number: `U`.
  private static func data(_ finding: CheckReport.Finding) -> String {
    let unit = finding.measure.isTime ? "s" : ""
    let value = finding.value.isFinite ? number(finding.value) + unit : "U"
    let colon = finding.measure.isTooFew ? ":" : ""
    let (warning, critical) = (number(finding.threshold.warning), number(finding.threshold.critical))
    return "\(finding.measure.rawValue)=\(value);\(warning)\(colon);\(critical)\(colon);0"
  }

  private static func number(_ value: Double) -> String { String(Int64(value.rounded(.down))) }

  private static func spoken(_ value: Double, _ measure: CheckMeasure) -> String {
    measure.isTime ? durationText(value) : countText(Int64(value))
  }

  /// As the flag takes it: the largest unit that it is a whole number of.
  static func value(_ value: Double, _ measure: CheckMeasure) -> String {
    guard measure.isTime else { return number(value) }
    let units = [("d", 86_400.0), ("h", 3600), ("m", 60)]
    let unit = units.first { value.remainder(dividingBy: $0.1) == 0 } ?? ("s", 1)
    return number(value / unit.1) + unit.0
  }

  static func threshold(_ text: String, of measure: CheckMeasure) throws(Failure) -> CheckThreshold {
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      measure.isTime
        ? DurationOption(argument: String(part)).map { $0.duration / .seconds(1) }
        : Int64(part).flatMap { $0 >= 0 ? Double($0) : nil }
    }
    guard values.count == 2, let warning = values[0], let critical = values[1],
      measure.isTooFew ? warning >= critical : warning <= critical
    else {
      let example = measure.isTime ? "5m,30m" : measure.isTooFew ? "2,1" : "1,10"
      throw .wrongInput(
        "--\(measure.rawValue) \(text) is not a pair of thresholds.",
        remedy: "Write the warning first, then the critical one, as in \(example); or off.")
    }
    return CheckThreshold(warning: warning, critical: critical)
  }

  /// One line, and no bar, which would begin the performance data.
  static func plain(_ text: String) -> String {
    text.safeForTerminal().replacing("|", with: "/").split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

import Monitoring
import Programs

/// What a report is taken at, on one line.
enum MomentText {
  static func line(_ moment: Moment) -> String {
    guard moment.isSandbox else { return "At \(instantText(moment.serverTime))" }
    return
      "At \(instantText(moment.serverTime)); business time \(instantText(moment.businessTime)) (a sandbox)"
  }
}

import ArgumentParser
import Foundation
import Monitoring
import Programs

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "One line and an exit status, for Nagios, Icinga, cron.",
    discussion: """
      Exit status 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (it could not be looked). Behind the bar stand all the numbers as \
      performance data. Each threshold is WARNING,CRITICAL, or off; times are written as 30s, 5m, 12h, 3d.
      """)

  @Option(help: CheckCommand.help("Workers at work, at least.", .workers))
  var workers: String?
  @Option(help: CheckCommand.help("How long a ready job has waited.", .oldestJob))
  var oldestJob: String?
  @Option(help: CheckCommand.help("Jobs that no attempt is left for.", .deadLetters))
  var deadLetters: String?
  @Option(help: CheckCommand.help("Payments of which nobody knows whether they happened.", .unknownPayments))
  var unknownPayments: String?
  @Option(help: CheckCommand.help("How long a message has been owed and not sent.", .unsent))
  var unsent: String?
  @Option(help: CheckCommand.help("How long a message lies with a person who is to pass it on.", .handover))
  var handover: String?
  @Option(help: CheckCommand.help("How long a case has waited for a person's decision.", .review))
  var review: String?
  @Option(help: CheckCommand.help("Commitments that are over and still not kept.", .over))
  var over: String?
  @Option(help: CheckCommand.help("Clocks that will be missed within a day if nothing changes.", .misses))
  var misses: String?
  @Option(help: CheckCommand.help("How long a transaction keeps old rows alive.", .snapshot))
  var snapshot: String?
  @Option(help: CheckCommand.help("How far a standby is behind.", .standby))
  var standby: String?

  @OptionGroup var database: DatabaseOptions

  /// Whatever goes wrong is told as the supervisor expects it: on standard output, with the status 3.
  func run() async throws {
    let level: CheckLevel
    do {
      let thresholds = try thresholds()
      let report = try await database.withMonitor { try await $0.check(thresholds) }
      Terminal.output.print(CheckText.line(report))
      level = report.level
    } catch {
      let failure = Explanation.of(error)
      let words = [failure.problem, failure.remedy ?? ""].joined(separator: " ")
      Terminal.output.print("REDRESS UNKNOWN - " + CheckText.plain(words))
      level = .unknown
    }
    guard level == .fine else { throw ExitCode(level.rawValue) }
  }

  private func thresholds() throws(Failure) -> [CheckMeasure: CheckThreshold] {
    var thresholds: [CheckMeasure: CheckThreshold] = [:]
    for measure in CheckMeasure.allCases {
      guard let text = text(of: measure) else {
        thresholds[measure] = measure.standard
        continue
      }
      guard text != "off" else { continue }
      thresholds[measure] = try CheckText.threshold(text, of: measure)
    }
    return thresholds
  }

  private func text(of measure: CheckMeasure) -> String? {
    switch measure {
    case .workers: workers
    case .oldestJob: oldestJob
    case .deadLetters: deadLetters
    case .unknownPayments: unknownPayments
    case .unsent: unsent
    case .handover: handover
    case .review: review
    case .over: over
    case .misses: misses
    case .snapshot: snapshot
    case .standby: standby
    }
  }

  private static func help(_ what: String, _ measure: CheckMeasure) -> ArgumentHelp {
    let standard = measure.standard
    let values = [standard.warning, standard.critical].map { CheckText.value($0, measure) }
    return ArgumentHelp("\(what) (default: \(values.joined(separator: ",")))", valueName: "w,c")
  }
}

import ArgumentParser
import Complaints
import Foundation
import Programs

struct PolicyCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tells whether a policy can be worked with, and all that is wrong with it, line by line.")

  @Argument(help: ArgumentHelp("A policy file, or the id of a shipped policy.", valueName: "file"))
  var policy: String

  @Option(
    help: ArgumentHelp(
      "The calendar must cover complaints received on this day (default: today).", valueName: "yyyy-mm-dd"))
  var day: String?

  func run() throws {
    let policy = try PolicyText.read(self.policy)
    let day = try dayOfReceipt(policy)
    _ = try PolicyText.read(self.policy, day: day)
    Terminal.output.print(
      "\(self.policy) is fine: policy \(policy.id), version \(policy.version), valid from \(policy.validFrom), "
        + "\(policy.zone), \(policy.currency). It can handle complaints received on \(day), by the time zone data \(Zone.dataVersion)."
    )
  }

  private func dayOfReceipt(_ policy: Policy) throws -> CivilDate {
    guard let day else { return policy.zone.civilDate(of: Date()) }
    guard let date = CivilDate(day) else {
      throw Failure.wrongInput("--day \(day): there is no such day.", remedy: "Write it as 2026-03-31.")
    }
    return date
  }
}

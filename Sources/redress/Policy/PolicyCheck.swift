import ArgumentParser
import Complaints
import Foundation
import Programs

struct PolicyCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tells whether a policy can be worked with, and all that is wrong with it, line by line.",
    discussion: """
      Several files, or a folder, are the versions of one policy: they must follow one another without a gap or an overlap.

        redress policy check ours.yaml
        redress policy check ours/ --day 2027-01-01
      """)

  @Argument(
    help: ArgumentHelp(
      "A policy file, the id of a shipped policy, several versions of one, or a folder of them.",
      valueName: "file"))
  var policies: [String]

  @Option(
    help: ArgumentHelp(
      "The calendar must cover complaints received on this day (default: today).", valueName: "yyyy-mm-dd"))
  var day: String?

  func run() throws {
    let versions = try PolicyText.readVersions(policies)
    let day = try dayOfReceipt(versions.zone)
    let checked = try versionToday(versions, day)
    _ = try PolicyText.read(checked.name, day: day)
    for version in versions.named {
      let policy = version.policy
      let end = versions.lastDay(of: policy).map { " through \($0)" } ?? ""
      Terminal.output.print(
        "\(version.name) is fine: policy \(policy.id), version \(policy.version), valid from \(policy.validFrom)\(end), "
          + "\(policy.zone), \(policy.currency)."
          + (version.name == checked.name
            ? " It can handle complaints received on \(day), by the time zone data \(Zone.dataVersion)." : "")
      )
    }
  }

  /// One file alone is checked for whatever day: it may be for next year.
  private func versionToday(_ versions: PolicyVersions, _ day: CivilDate) throws -> PolicyVersions.Named {
    if versions.named.count == 1 { return versions.named[0] }
    do {
      let policy = try versions.version(on: day)
      return versions.named.first { $0.policy.version == policy.version }!
    } catch {
      throw Failure.wrongInput(
        "No version is for complaints received on \(day): \(error).",
        remedy: "Add the version of that day, or name another: --day")
    }
  }

  private func dayOfReceipt(_ zone: Zone) throws -> CivilDate {
    guard let day else { return zone.civilDate(of: Date()) }
    guard let date = CivilDate(day) else {
      throw Failure.wrongInput("--day \(day): there is no such day.", remedy: "Write it as 2026-03-31.")
    }
    return date
  }
}

import ArgumentParser
import Monitoring
import Programs
import Reporting

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Why a job or a case is not moving: one sentence, and the evidence.",
    discussion: """
      redress-monitor explain R0000012    (a case)
      redress-monitor explain 3452        (a job)
      """)

  @Argument(
    help: ArgumentHelp("A case, such as R0000012, or the number of a job.", valueName: "case|job"))
  var subject: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard subject.wholeMatch(of: /[Rr]?[0-9]{1,18}/) != nil else {
      throw ValidationError("\(subject): a case is written like R0000012, a job as its number.")
    }
  }

  func run() async throws {
    let report = try await database.withMonitor { monitor in
      try await known {
        if let job = Int64(subject) { return try await monitor.standstill(of: job) }
        return try await monitor.standstill(of: subject)
      }
    }
    try output.print(report) { PageText.lines(Page(report), $0) }
  }
}

import ArgumentParser
import Monitoring
import Programs
import Reporting

struct CaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "The whole story of a complaint: where it stands, why, and everything that happened to it.",
    discussion: """
      Nothing that the customer gave or wrote is shown, and no note or statement of anybody's: those who handle the case see \
      them with redress case show.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: "How many facts are told at most, the newest.")
  var limit: Int = Monitor.mostFacts

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...Monitor.mostFacts).contains(limit) else {
      throw ValidationError("--limit is between 1 and \(Monitor.mostFacts).")
    }
  }

  func run() async throws {
    let story = try await database.withMonitor { monitor in
      try await known { try await monitor.story(of: reference, limit: limit) }
    }
    try output.print(story) { PageText.lines(Page(story), $0) }
  }
}

/// Tells what is not there as wrong input.
func known<Output>(_ read: () async throws -> Output) async throws -> Output {
  do {
    return try await read()
  } catch let unknown as Unknown {
    let remedy =
      switch unknown {
      case .caseReference: "See: redress case list"
      case .job: "See: redress-monitor jobs"
      }
    throw Failure.wrongInput(unknown.sentence, remedy: remedy)
  }
}

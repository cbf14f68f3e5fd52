import ArgumentParser
import Monitoring
import Programs
import Reporting

struct JobsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "Lists jobs, the next due first: what waits, runs, is tried again, is held back, was given up.",
    discussion: """
      redress-monitor jobs --queue verify
      redress-monitor jobs --state dead --state retrying
      redress-monitor jobs --state timer --after 2026-03-01T09:00:00.000000Z,12

      waiting: ready, of each lane the next thousand. running: a worker has it. retrying: an attempt failed. scheduled: not due \
      yet. timer: it looks at a case's clock; they are listed only when they are asked for. parked: a limit holds it back. \
      dead: no attempt is left. What was done is kept for rates only: redress-monitor status.
      """)

  @Option(
    help: ArgumentHelp(
      "Only jobs of this state; can be given several times. Without it: all but timers.", valueName: "state"))
  var state: [JobState] = []

  @Option(help: "Only jobs of this queue.")
  var queue: String?

  @Option(help: "Only jobs of this kind.")
  var kind: String?

  @Option(help: ArgumentHelp("Go on from here: as the end of the list before says.", valueName: "place"))
  var after: JobPlace?

  @Option(help: "How many are listed at most.")
  var limit: Int = 50

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
    guard state.allSatisfy(JobState.listed.contains) else {
      throw ValidationError("--state is one of \(JobState.words).")
    }
  }

  func run() async throws {
    let filter = JobFilter(
      states: state.isEmpty ? JobState.standard : state, queue: queue, kind: kind, after: after, limit: limit)
    let list = try await database.withMonitor { try await $0.jobs(filter) }
    try output.print(list) { PageText.lines(Page(list), $0) }
  }
}

extension JobState: ExpressibleByArgument {
  package static var allValueStrings: [String] { listed.map(\.rawValue) }
}

extension JobPlace: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

import ArgumentParser
import JobQueue
import Programs

struct LimitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limit",
    abstract: "Limits a kind of job, in all workers together, from now on.",
    discussion: """
      What is over the limit waits, and goes on as soon as it may. A kind may have a limit for all of its jobs and another for each of \
      their keys: each call sets one of the two, whole.
      """)

  @Argument(help: "The kind of job, such as notify.")
  var kind: String

  @Option(help: ArgumentHelp("How many may run at once.", valueName: "n"))
  var running: Int?

  @Option(help: ArgumentHelp("How many may be begun within any span of --per.", valueName: "n"))
  var starts: Int?

  @Option(help: ArgumentHelp("The span of --starts: 30s, 5m, 12h, 1d.", valueName: "time"))
  var per: DurationOption?

  @Flag(help: "For the jobs of each limit key by itself; jobs without a key are not limited.")
  var eachKey = false

  @Flag(help: "No limit any more.")
  var none = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard !kind.isEmpty, !kind.contains(":") else {
      throw ValidationError("A kind with a limit has a name without a colon.")
    }
    for (option, number) in [("--running", running), ("--starts", starts)] {
      if let number, !(1...Int(Int32.max)).contains(number) {
        throw ValidationError("\(option) is at least 1.")
      }
    }
    guard (starts == nil) == (per == nil) else {
      throw ValidationError("--starts and --per belong together.")
    }
    if let per, per.duration <= .zero { throw ValidationError("--per is more than nothing.") }
    guard none != (running != nil || starts != nil) else {
      throw ValidationError("Say --running, or --starts with --per, or both; or --none.")
    }
  }

  func run() async throws {
    let quota = none ? nil : Quota(running: running, starts: starts, period: per?.duration)
    try await database.withPool { pool in
      try await JobQueue.limit(kind: kind, to: quota, eachKey: eachKey, in: pool)
    }
    let whose = eachKey ? "\(kind), each key" : kind
    let bounds = [
      running.map { "\(countText($0)) at once" }, starts.map { "\(countText($0)) in \(per!.text)" },
    ]
    Terminal.output.print(
      none ? "\(whose): no limit" : "\(whose): \(bounds.compactMap(\.self).joined(separator: ", "))")
  }
}

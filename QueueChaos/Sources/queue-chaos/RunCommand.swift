import ArgumentParser
import Foundation
import JobQueue
import LibPQ
import Synchronization

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "A run on the database that DATABASE_URL names, which must be fresh and migrated.",
    discussion: """
      Enqueuers, workers and harm go on for so many seconds, with random choices that the seed decides; then harm ends, everything \
      must come to rest, and the history is checked. Exit status 1, and the stories of the jobs, when it is not what was promised.
      """)

  @Option var seconds = 60
  @Option(help: "Random if not said; printed in any case.") var seed = UInt64.random(in: 1...999_999)
  @Option var workers = 4
  @Option var enqueuers = 4
  @Option(help: "Milliseconds.") var lease = 2000
  @Option(help: "Of the rotation, milliseconds.") var slice = 2000
  @Option(help: "Seconds within which everything must come to rest.") var patience = 300
  @Option(help: "Restarts the server at random moments: a command for the shell.") var restart: String?
  @Option(help: "Run once, in the middle: a command for the shell.") var halfway: String?
  @Option(help: "Where the workers' logs go.") var logs: String

  func run() async throws {
    print("seed \(seed)")
    fflush(nil)
    var configuration = PoolConfiguration(ProcessInfo.processInfo.environment["DATABASE_URL"] ?? "")
    configuration.exclusiveConnections = enqueuers + 16
    configuration.connection.options["application_name"] = "chaos"
    let pool = Pool(configuration)
    let folder = URL(fileURLWithPath: logs)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let fleet = Fleet(folder: folder, arguments: ["--lease", "\(lease)", "--slice", "\(slice)"])
    let journal = Journal()
    let diary = try Diary(folder: folder)
    try await Stage.set(pool)
    do {
      try await act(pool, fleet, journal, diary)
      let rest = Rest(
        pool: pool, fleet: fleet, journal: journal, patience: .seconds(patience), slice: .milliseconds(slice))
      let troubles = try await rest.come()
      try await Report(pool: pool, fleet: fleet, seed: seed).print(troubles)
    } catch {
      _ = await fleet.stop(patience: .zero)
      throw error
    }
  }

  private func act(_ pool: Pool, _ fleet: Fleet, _ journal: Journal, _ diary: Diary) async throws {
    for index in 0..<workers { try await fleet.start(knowingStrangers: index == 0) }
    let end = ContinuousClock.now + .seconds(seconds)
    let isOver: @Sendable () -> Bool = { ContinuousClock.now >= end }
    try await withThrowingTaskGroup(of: Void.self) { actors in
      for index in 0..<enqueuers {
        actors.addTask {
          var enqueuer = Enqueuer(pool: pool, journal: journal, index: index, seed: seed)
          await enqueuer.run(isOver: isOver)
          diary.note("enqueuer \(index) has ended")
        }
      }
      actors.addTask {
        var harm = Harm(
          pool: pool, fleet: fleet, journal: journal, diary: diary, lease: .milliseconds(lease),
          restart: restart,
          seed: seed)
        await harm.run(isOver: isOver)
      }
      actors.addTask {
        // Whoever dies is replaced; every third one knows the strangers.
        var replaced = 0
        while !isOver() {
          for _ in 0..<(await fleet.bury()) {
            replaced += 1
            try await fleet.start(knowingStrangers: replaced % 3 == 0)
          }
          try await Task.sleep(for: .milliseconds(100))
        }
      }
      if let halfway {
        actors.addTask {
          try await Task.sleep(for: .seconds(seconds) / 2)
          try await Shell.run(halfway)
        }
      }
      try await actors.waitForAll()
    }
  }
}

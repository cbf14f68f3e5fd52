import ArgumentParser
import Monitoring
import Programs

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the queues with their bands, what is in them, and which are paused."
  )

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let queues: [QueueListing]
  }

  func run() async throws {
    let queues = try await database.withPool { try await Monitor($0).queues() }
    try output.print(Report(queues: queues)) { terminal in
      guard !queues.isEmpty else { return ["There are no queues."] }
      var table = TextTable(
        .text("queue"), .number("band"), .number("target wait"), .number("waiting"), .number("running"),
        .number("later"), .number("timers"), .number("parked"), .number("dead"), .number("oldest"))
      for queue in queues {
        for band in queue.bands {
          table.add(
            queue.queue, "\(band.band)", durationText(band.targetSeconds),
            countText(band.waiting, isAtLeast: band.waitingIsAtLeast), countText(band.running),
            countText(band.later, isAtLeast: band.laterIsAtLeast),
            countText(band.onTimelines, isAtLeast: band.onTimelinesIsAtLeast),
            countText(band.parked, isAtLeast: band.parkedIsAtLeast), countText(band.dead),
            band.oldestSeconds.map { durationText($0) } ?? "")
        }
      }
      return table.lines(for: terminal) + queues.flatMap { $0.pause(terminal) }
    }
  }
}

extension QueueListing {
  fileprivate func pause(_ terminal: Terminal) -> [String] {
    guard let pausedAt else { return [] }
    let reason = pauseReason.map { ": \($0.safeForTerminal())" } ?? ""
    return wrapped("\(queue) is paused since \(instantText(pausedAt))\(reason).", to: terminal.width)
  }
}

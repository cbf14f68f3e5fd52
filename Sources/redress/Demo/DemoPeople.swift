import Casework
import Complaints
import Foundation
import LibPQ
import Monitoring

/// Lets the simulated people of a demonstration act, by the commands that real ones have.
struct DemoPeople {
  /// What they did.
  struct Tally: Sendable, Hashable {
    var decided = 0
    var chosen = 0
    var provided = 0
    var appealed = 0
    /// Told by telephone, letter or chat.
    var told = 0
    /// Goods sent, repaired, taken back; claims made.
    var worked = 0

    var all: Int { decided + chosen + provided + appealed + told + worked }
  }

  private let desk: CaseDesk
  private let messages: MessageDesk
  private let tasks: TaskDesk
  private let monitor: Monitor
  private let handler = SimulatedHandler()
  private let customer = SimulatedCustomer()
  private(set) var tally = Tally()
  /// What the desk refused once: it would again.
  private var setAside: Set<String> = []

  private static let most = 10_000

  init(_ pool: Pool) {
    desk = CaseDesk(pool: pool)
    messages = MessageDesk(pool: pool)
    tasks = TaskDesk(pool: pool)
    monitor = Monitor(pool)
  }

  /// Does what is to be done by now.
  ///
  /// - Returns: whether anything was, and when a review or a task will next be looked at; `nil`: never.
  mutating func act(at now: Date) async throws -> (acted: Bool, next: Date?) {
    let before = tally.all
    for reference in try await cases(.awaitingChoice) {
      guard let choice = customer.choice(of: reference) else { continue }
      let isDone = try await attempt {
        try await desk.choose(reference, choice, staff: SimulatedCustomer.name)
      }
      if isDone { tally.chosen += 1 } else { setAside.insert(reference) }
    }
    for reference in try await cases(.awaitingInformation) {
      guard let information = customer.information(from: reference) else { continue }
      let isDone = try await attempt {
        try await desk.provide(reference, information, staff: SimulatedCustomer.name)
      }
      if isDone { tally.provided += 1 } else { setAside.insert(reference) }
    }
    for reference in try await cases(.rejected) where customer.appeals(reference) {
      let isDone = try await attempt { try await desk.appeal(reference, staff: SimulatedCustomer.name) }
      if isDone { tally.appealed += 1 } else { setAside.insert(reference) }
    }
    for message in try await messages.handed(limit: Self.most) {
      try await messages.told(message.number, by: SimulatedHandler.name)
      tally.told += 1
    }
    let next = [try await decide(at: now), try await work(at: now)].compactMap(\.self).min()
    return (tally.all > before, next)
  }

  /// - Returns: when the next task will be done.
  private mutating func work(at now: Date) async throws -> Date? {
    var next: Date?
    for task in try await tasks.open(limit: Self.most) {
      guard let moment = handler.ends(task, customer) else { continue }
      guard moment <= now else {
        next = min(next ?? moment, moment)
        continue
      }
      try await tasks.done(task.number, by: SimulatedHandler.name)
      tally.worked += 1
    }
    return next
  }

  private func cases(_ state: CaseState) async throws -> [String] {
    try await monitor.cases(state: state, limit: Self.most).map(\.reference)
      .filter { !setAside.contains($0) }
  }

  /// - Returns: when the next review will be looked at.
  private mutating func decide(at now: Date) async throws -> Date? {
    var next: Date?
    for review in try await desk.openReviews(limit: Self.most) where !setAside.contains(review.reference) {
      guard let look = handler.looks(at: review) else { continue }
      guard look <= now else {
        next = min(next ?? look, look)
        continue
      }
      var isDecided = false
      for verdict in handler.verdicts(on: review) where !isDecided {
        isDecided = try await attempt {
          try await desk.decide(review.reference, verdict, by: SimulatedHandler.name)
        }
      }
      if isDecided { tally.decided += 1 } else { setAside.insert(review.reference) }
    }
    return next
  }

  /// - Returns: `false` where the desk refuses.
  private func attempt(_ command: () async throws -> Void) async throws -> Bool {
    do {
      try await command()
      return true
    } catch is CaseRefusal {
      return false
    }
  }
}

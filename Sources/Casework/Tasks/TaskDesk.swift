package import Complaints
package import Foundation
package import LibPQ

/// What people do for customers with their hands: send, repair, take goods back, claim from carriers. Each command is one
/// transaction under the lock of the task's case.
package struct TaskDesk: Sendable {
  private let desk: CaseDesk

  package init(pool: Pool, policies: PolicyCache = PolicyCache()) {
    desk = CaseDesk(pool: pool, policies: policies)
  }

  /// A task that somebody has still to do.
  package struct Open: Sendable, Hashable, Encodable {
    /// By which commands name it.
    package let number: Int64
    package let kind: TaskKind
    package let reference: String
    /// As the customer named it.
    package let order: String?
    /// What the customer gets.
    package let remedy: Remedy
    package let openedAt: Date
    /// Exclusive; `nil`: the policy gives no term.
    package let dueAt: Date?
    /// Whether it is for the shop to have the goods fetched that come back; `nil`: none come back.
    package let isCollected: Bool?
  }

  /// The nearest end first.
  ///
  /// - Parameter kind: only those; `nil`: all.
  package func open(_ kind: TaskKind? = nil, limit: Int) async throws -> [Open] {
    let rows = try await desk.pool.execute(.listTasks, kind?.rawValue, limit)
    let returns = try rows.filter { try $0.word("kind") == TaskKind.awaitReturn }
    let policies = try await desk.policies.policies(Set(try returns.map { try PolicyKey($0) }), in: desk.pool)
    return try rows.map { row in
      let (kind, remedy): (TaskKind, Remedy) = (try row.word("kind"), try row.word("remedy"))
      func isCollected() throws -> Bool {
        let policy = try policies.policy(of: try PolicyKey(row))
        return policy.goodsBack(after: try row.word("complaint"), for: remedy) == .collected
      }
      return Open(
        number: try row.decode(Int64.self, "task_id"), kind: kind,
        reference: try row.decode(String.self, "reference"),
        order: try row.decode(String?.self, "order_reference"), remedy: remedy,
        openedAt: try row.decode(Date.self, "opened_at"), dueAt: try row.decode(Date?.self, "due_at"),
        isCollected: kind == .awaitReturn ? try isCollected() : nil)
    }
  }

  /// A task is done. A case that waited for it goes on: a worker gives what was held back, opens the next task, or tells
  /// the customer that all is carried out. Where goods came back, the time for the remedy begins (S40).
  ///
  /// - Parameter reference: of the parcel, the repair, the claim.
  package func done(_ number: Int64, reference: TaskReference? = nil, by name: String) async throws {
    let actor = try await desk.person(name)
    try await change(number) { task, locked in
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      effects.end(task, reference: reference, by: actor, &transition)
      if task.isAwaited(by: locked.head) { try effects.goOn(after: task, of: locked.head, locked.policy) }
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
    }
  }

  /// A task comes to nothing. A case that waited for it goes to a person, who decides anew; what was held back for goods
  /// that do not come is given up.
  ///
  /// - Parameter note: kept with the case, for who decides.
  package func fail(
    _ number: Int64, because failure: TaskFailure, note: String? = nil, by name: String
  ) async throws {
    let actor = try await desk.person(name)
    try await change(number) { task, locked in
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      effects.end(task, failure: failure, by: actor, &transition)
      if let note { try await CaseDesk.add(note, by: actor, to: locked, &transition) }
      if task.isAwaited(by: locked.head) {
        try effects.giveUp(after: task, of: locked.head, by: actor, &transition)
      }
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
    }
  }

  /// Under the lock of the task's case.
  private func change(
    _ number: Int64, _ body: @Sendable (RemedyTask, CaseDesk.LockedCase) async throws -> Void
  ) async throws {
    guard let row = try await desk.pool.execute(.findTask, number).first else {
      throw TaskRefusal.unknown(number)
    }
    try await desk.change(try row.decode(String.self, "reference")) { locked in
      guard let row = try await locked.transaction.execute(.readTask, number).first else {
        throw TaskRefusal.unknown(number)
      }
      let task = try RemedyTask(row)
      guard task.task.isOpen else { throw TaskRefusal.ended(number, isDone: task.task.isDone) }
      try await body(task, locked)
    }
  }
}

/// Why a command about a task is not carried out. No personal data.
package enum TaskRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknown(Int64)
  case ended(Int64, isDone: Bool)

  package var description: String {
    switch self {
    case .unknown(let number): "there is no task \(number)"
    case .ended(let number, let isDone):
      isDone
        ? "task \(number) is done already"
        : "task \(number) has come to nothing already: what is given instead is decided with the case"
    }
  }
}

import Complaints
import LibPQ

extension CaseDesk {
  /// The actor of that name, as the shop's list of handlers writes it; in a shop without a list, as it is given.
  ///
  /// - Throws: `CaseRefusal.nameMissing`; `HandlerRefusal.notOnTheList`.
  package func person(_ name: String) async throws -> CaseActor {
    let name = name.trimmed
    guard !name.isEmpty, name.count <= 100 else { throw CaseRefusal.nameMissing }
    let row = try await pool.execute(.findPerson, name)[0]
    if let known = try row.decode(String?.self, "name") { return .person(known) }
    if try row.decode(Bool.self, "has_list") { throw HandlerRefusal.notOnTheList(name) }
    return .person(name)
  }

  /// Who enters something on the customer's word; without a name, the customer does.
  func actor(_ staff: String?) async throws -> CaseActor {
    if let staff { try await person(staff) } else { .customer }
  }

  /// Makes somebody answer for a case: its messages name that person from now on (S25).
  ///
  /// - Parameter assignee: somebody on the list, or anybody where there is none; `nil`: whom `Roster.next` says.
  /// - Returns: the name of the person.
  @discardableResult
  package func assign(_ reference: String, to assignee: String?, by name: String) async throws -> String {
    let actor = try await person(name)
    return try await change(reference) { locked in
      let head = locked.head
      try locked.refused(unless: !head.state.isTerminal, "nobody needs to answer for it any more")
      let chosen = try await CaseDesk.assignee(assignee, of: head, in: locked.transaction)
      guard chosen != head.responsible else { return chosen }
      try await locked.transaction.execute(.assignCase, head.caseID, chosen)
      var transition = locked.transition
      transition.record(
        .assigned, by: actor, ["person": .text(chosen), "by_rule": .flag(assignee == nil)])
      try await CaseTransition.apply([transition], in: locked.transaction)
      // Nobody needs a mail about what they took themselves.
      if actor.personName != chosen {
        try await StaffNotices.add([NewStaffNotice(.assigned, caseID: head.caseID)], in: locked.transaction)
      }
      return chosen
    }
  }

  private static func assignee(
    _ name: String?, of head: CaseHead, in transaction: Transaction
  ) async throws -> String {
    let roster = try await Roster.lock(in: transaction)
    guard let name else {
      if roster.handlers.isEmpty { throw HandlerRefusal.noList }
      guard let next = roster.next(for: head.locale) else {
        throw HandlerRefusal.nobodyWrites(Handler.subtag(of: head.locale))
      }
      return next.name
    }
    if roster.handlers.isEmpty { return try HandlerDesk.named(name) }
    guard let handler = roster.handler(named: name) else { throw HandlerRefusal.unknown(name.trimmed) }
    return handler.name
  }
}

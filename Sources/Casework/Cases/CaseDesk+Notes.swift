package import Complaints
import Foundation
import LibPQ

/// A talk with the customer that no message of ours was: a call, a reply, a visit (S43).
package struct Conversation: Sendable, Hashable {
  package let channel: Channel
  /// When it was, as a person writes it; `nil`: just now.
  package let time: PromisedTime?

  package init(by channel: Channel, at time: PromisedTime? = nil) {
    self.channel = channel
    self.time = time
  }
}

extension CaseDesk {
  /// Keeps a note with the case. What it says is for people: no rule reads it, and the history holds only its number.
  ///
  /// - Parameter conversation: the note is of this one.
  package func note(
    _ reference: String, _ text: String, of conversation: Conversation? = nil, by name: String
  ) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      var transition = locked.transition
      try await CaseDesk.add(text, of: conversation, by: actor, to: locked, &transition)
      try await CaseTransition.apply([transition], in: locked.transaction)
    }
  }

  /// Notes where a refund of this case is to go, on the customer's word. What is in a file for the bank already goes where the file says.
  package func record(_ account: AccountNumber, for reference: String, by name: String) async throws {
    let actor = try await person(name)
    try await change(reference) { locked in
      var transition = locked.transition
      transition.record(.accountRecorded, by: actor)
      try await locked.transaction.execute(.setAccount, locked.head.caseID, account.compact)
      try await CaseTransition.apply([transition], in: locked.transaction)
    }
  }

  /// What a person writes, without the white space around it; nothing is none.
  static func words(_ text: String) throws(CaseRefusal) -> String {
    let text = text.trimmed
    guard !text.isEmpty else { throw .emptyText }
    return text
  }

  static func add(
    _ text: String, of conversation: Conversation? = nil, by actor: CaseActor, to locked: LockedCase,
    _ transition: inout CaseTransition
  ) async throws {
    let text = try words(text)
    let held = try conversation.map { try $0.time?.start(in: locked.policy.zone) ?? locked.moment }
    if let held, held > locked.moment { throw CaseRefusal.notYet(held) }
    let rows = try await locked.transaction.execute(
      .addNote, locked.head.caseID, actor.personName ?? actor.rawValue, text, conversation?.channel.rawValue,
      held)
    var details: [String: FactValue] = ["note": .number(Int(try rows[0].decode(Int64.self, "note_id")))]
    if let conversation { details["channel"] = .text(conversation.channel.rawValue) }
    transition.record(.noteAdded, by: actor, details)
  }

  /// The customer takes the complaint back, which is possible until something is given. All clocks stop, and the customer
  /// reads that it is over (S34): who did not want that can say so.
  ///
  /// - Parameter staff: who enters it on the customer's word; `nil`: the customer did.
  package func withdraw(_ reference: String, staff: String? = nil) async throws {
    let actor = try await actor(staff)
    try await change(reference) { locked in
      try locked.refused(
        unless: locked.head.state.isBeforeCompensation,
        "a complaint can be taken back only before something is given for it")
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      transition.record(.withdrawn, by: actor)
      effects.closeReview(of: locked.head, by: actor, &transition)
      try transition.move(to: .withdrawn, by: actor)
      effects.transitions.append(transition)
      effects.notifications.append(NewNotification(.withdrawn, caseID: locked.head.caseID))
      try await effects.apply(in: locked.transaction)
    }
  }
}

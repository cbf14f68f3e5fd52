package import Complaints
import Foundation
package import Gateways
package import LibPQ

/// Takes off the books what was given and came back, or was taken back: by an entry of its own, so that what happened stays as it
/// was. Its room on the order and in the budgets is free again, and the customer is told.
///
/// It moves no money by itself: what the bank returned, and what a customer paid back, is on the shop's account already. Codes that
/// nobody has used, and payments that no file has carried to the bank, it makes worthless in the same transaction.
package struct ReversalDesk: Sendable {
  private let desk: CaseDesk

  package init(pool: Pool, policies: PolicyCache = PolicyCache()) {
    desk = CaseDesk(pool: pool, policies: policies)
  }

  /// By what a person knows it.
  package enum Given: Sendable, Hashable {
    /// Of the case with that reference.
    case entry(Int64, of: String)
    case payout(Int64)
    case code(VoucherCode)
  }

  /// What was done.
  package struct Outcome: Sendable, Hashable {
    /// Of the case.
    package let reference: String
    package let amount: Money
    /// A person decides the case anew.
    package let isHeardAgain: Bool
  }

  /// Reverses it, in one transaction under the locks of its case and its order. Of two who do so at once the second finds what is
  /// left.
  ///
  /// A case that was settled goes to a person again when what came back is still owed, or when it is asked for. One that is before
  /// a person anyhow stays there.
  ///
  /// - Parameters:
  ///   - amount: a decimal number, in the currency in which it was given; `nil`: all that is left of it.
  ///   - decidesAnew: something else takes its place.
  ///   - words: what the customer reads beside it; see `PersonalStatement`.
  /// - Throws: `ReversalRefusal`, `CaseRefusal`.
  @discardableResult
  package func reverse(
    _ given: Given, amount: String? = nil, because reason: ReversalReason, decidesAnew: Bool = false,
    saying words: String? = nil, by name: String
  ) async throws -> Outcome {
    let actor = try await desk.person(name)
    let (entryID, reference) = try await find(given)
    // Books are kept straight in an erased case too; nobody is written to then.
    return try await desk.change(reference, includesErased: true) { locked in
      let entry = try await GivenEntry.lock(entryID, in: locked.transaction)
      let reversal = try Reversal(of: entry, amount: try amount.map { try entry.money($0) }, because: reason)
      let head = locked.head
      let isSettled = head.state == .resolved || head.state == .closed
      let isToBeDecided = !head.isErased && (reason.leavesDebt || decidesAnew)
      try locked.refused(
        unless: !isToBeDecided || isSettled || head.state.isUndecided,
        "what takes the place of something is decided when the case is settled, or before a person")
      let isHeardAgain = isToBeDecided && isSettled
      if reason == .withdrawn { try await reversal.takeBack(head, at: locked.moment, in: locked.transaction) }
      try await locked.transaction.execute(
        .addReversal, entryID, entry.nextLine, reversal.key, reversal.amount.minorUnits, reason.rawValue,
        locked.moment)
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      transition.record(.remedyReversed, by: actor, reversal.details)
      if isHeardAgain {
        try effects.hearAgain(
          head, because: .remedyReversed, by: actor, locked.policy, &transition, cause: .reversal)
      }
      effects.transitions = [transition]
      if !head.isErased {
        var facts = NotificationFacts()
        facts.reversal = reversal.form
        facts.amount = reversal.amount
        facts.isHeardAgain = isHeardAgain || head.state.isUndecided
        if let said = try await locked.checked(words) {
          facts.statement = try await locked.add(said, by: actor)
        }
        effects.notifications = [NewNotification(.remedyReversed, caseID: head.caseID, facts: facts)]
      }
      try await effects.apply(in: locked.transaction)
      return Outcome(reference: head.reference, amount: reversal.amount, isHeardAgain: isHeardAgain)
    }
  }

  private func find(_ given: Given) async throws -> (entryID: Int64, reference: String) {
    var (entry, payout, code): (Int64?, Int64?, String?) = (nil, nil, nil)
    switch given {
    case .entry(let number, _): entry = number
    case .payout(let number): payout = number
    case .code(let typed): code = typed.description
    }
    guard let row = try await desk.pool.execute(.findGiven, entry, payout, code).first else {
      throw ReversalRefusal.unknown
    }
    let found = (
      entryID: try row.decode(Int64.self, "entry_id"), reference: try row.decode(String.self, "reference")
    )
    if case .entry(_, let reference) = given, reference.uppercased() != found.reference {
      throw ReversalRefusal.ofAnotherCase(found.entryID, found.reference)
    }
    return found
  }
}

extension GivenEntry {
  /// The caller holds the case; the order is locked here, so that the room that becomes free is counted by nobody halfway.
  fileprivate static func lock(_ entryID: Int64, in transaction: Transaction) async throws -> GivenEntry {
    guard let row = try await transaction.execute(.readGiven, entryID).first else {
      throw ReversalRefusal.unknown
    }
    if let orderID = try row.decode(Int64?.self, "order_id") {
      try await transaction.execute(.lockOrders, [orderID])
    }
    return try GivenEntry(row)
  }

  /// An amount as a person types it.
  fileprivate func money(_ text: String) throws -> Money {
    do throws(MoneyTextError) {
      return try Money(decimal: text, currency: amount.currency)
    } catch {
      throw ReversalRefusal.amount(error.words(amount.currency))
    }
  }
}

extension Reversal {
  /// Makes it worthless before anybody uses it. Who was faster has it: a till that redeems the code, an export for the bank.
  fileprivate func takeBack(
    _ head: CaseHead, at moment: Date, in transaction: Transaction
  ) async throws {
    let isTaken =
      switch entry.place {
      case .code: try await VoucherBook.withdraw(entry.key, at: moment, in: transaction)
      case .payout: try await PayoutBook.withdraw(entry.key, at: moment, in: transaction)
      case .elsewhere: false
      }
    guard isTaken else { throw CaseRefusal.changedMeanwhile(head.reference) }
  }
}

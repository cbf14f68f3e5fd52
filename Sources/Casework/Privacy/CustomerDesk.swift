import Complaints
import Foundation
package import LibPQ

/// What customers can ask for as persons: what is known of them, and that it is forgotten.
package struct CustomerDesk: Sendable {
  let pool: Pool

  package init(pool: Pool) { self.pool = pool }

  /// What an erasure came to.
  package struct Erased: Sendable, Hashable, Encodable {
    package let cases: [String]
    package let suppressedMessages: Int
    package let attachments: Int
    /// Files for the bank that name the customer: kept for the books, until the policy's term for them is over.
    package let payoutFiles: [Int64]
  }

  /// Forgets a customer: names, addresses and accounts, everything that was said, files, and messages that were not sent. What the books
  /// need stays, and the history without a word of theirs; no later import brings them back.
  ///
  /// Refused while a case is handled or money is to be paid out: both need what would be erased.
  ///
  /// - Parameter closing: ends cases that are settled or refused and only wait for the customer; otherwise they stand in the way, too.
  package func erase(
    _ name: CustomerName, by person: String, closing: Bool = false
  ) async throws -> Erased {
    let actor = try await CaseDesk(pool: pool).person(person)
    return try await pool.withTransaction { transaction in
      let (customerID, heads) = try await lock(name, in: transaction)
      let waiting = heads.filter(\.state.canBeContested)
      let open = heads.filter { !$0.state.isTerminal && !waiting.contains($0) }
      guard open.isEmpty else { throw CustomerRefusal.openCases(open.map(\.inWords)) }
      guard closing || waiting.isEmpty else { throw CustomerRefusal.settledCases(waiting.map(\.inWords)) }
      let counts = try await transaction.execute(.countErasure, heads.map(\.caseID))[0]
      let owed = try counts.decode([String].self, "owed")
      guard owed.isEmpty else { throw CustomerRefusal.moneyOwed(owed) }

      let moment = try await BusinessTime.now(in: transaction)
      let closings = try waiting.map { head in
        var transition = head.transition(at: moment)
        try transition.move(to: .closed, by: actor)
        return transition
      }
      try await CaseTransition.apply(closings, in: transaction)
      var erasure = Erasure(by: actor, at: moment)
      erasure.words = heads.filter { !$0.isErased }.map(\.caseID)
      erasure.attachments = heads.map(\.caseID)
      let erased = Erased(
        cases: heads.map(\.reference),
        suppressedMessages: try counts.decode(Int.self, "unsent"),
        attachments: try counts.decode(Int.self, "attachments"),
        payoutFiles: try counts.decode([Int64].self, "payout_files"))
      try await erasure.apply(in: transaction)
      try await transaction.execute(.eraseCustomer, customerID, moment, actor.personName)
      return erased
    }
  }

  /// The customer's row under its lock, so that no case is opened meanwhile, and then the cases under theirs.
  func lock(
    _ name: CustomerName, in transaction: Transaction
  ) async throws -> (customerID: Int64, heads: [CaseHead]) {
    let asked: (merchant: String?, reference: String?, caseReference: String?) =
      switch name {
      case .reference(let reference, let merchant): (merchant, reference, nil)
      case .claimant(let caseReference): (nil, nil, caseReference)
      }
    let rows = try await transaction.execute(
      .lockCustomer, asked.merchant, asked.reference, asked.caseReference)
    guard let customerID = try rows.first?.decode(Int64.self, "customer_id") else {
      throw CustomerRefusal.unknown(name)
    }
    let cases = try await self.cases(of: customerID, in: transaction)
    let heads = try await CaseHead.lock(cases, in: transaction)
    // Whoever had a case locked may have given it to another customer.
    guard try await self.cases(of: customerID, in: transaction) == cases else {
      throw CustomerRefusal.changedMeanwhile
    }
    return (customerID, heads)
  }

  private func cases(of customerID: Int64, in transaction: Transaction) async throws -> [Int64] {
    try await transaction.execute(.casesOfCustomer, customerID).map { try $0.decode(Int64.self, "case_id") }
  }
}

extension CaseHead {
  /// `R0000012 (awaiting_choice)`.
  fileprivate var inWords: String { "\(reference) (\(state.rawValue))" }
}

import Complaints
import Foundation
import LibPQ

/// What a batch of verifications changes, to be written with set-based statements.
package struct VerificationEffects: Sendable {
  private var records: [VerificationRecord] = []
  /// By case.
  private var newOrders: [Int64: Int64] = [:]
  /// Where what was found makes it more or less urgent than its kind (S1), by case.
  private var bands: [Int64: Int] = [:]
  /// By case: what each may come from.
  private var causes: [Int64: LikelyCause] = [:]
  private var effects: CaseEffects

  init(moment: Date) { effects = CaseEffects(moment: moment) }

  /// Takes a case from wherever it stands before its verification through the verification to what the rules decided.
  mutating func add(
    _ assessment: Assessment, of head: CaseHead, _ subject: VerificationSubject, snapshot: OrderSnapshot?,
    policy: Policy
  ) throws {
    var head = head
    let priority = policy.priority(
      of: head.complaint, fact: assessment.verification.delivery?.fact,
      preference: subject.complaint.preference)
    if priority.band != head.band {
      head.band = priority.band
      bands[head.caseID] = priority.band
    }
    let record = VerificationRecord(
      caseID: head.caseID, round: head.rounds + 1, asOf: subject.complaint.receivedAt,
      orderID: subject.orderID,
      snapshot: snapshot, verification: assessment.verification)
    var transition = head.transition(at: effects.moment)
    // The acknowledgement was written in the transaction that made the case.
    if transition.state == .received { try transition.move(to: .acknowledged, by: .rules) }
    if transition.state == .acknowledged { try transition.move(to: .verifying, by: .rules) }
    transition.record(.verified, by: .rules, record.eventDetails)
    var own = CaseEffects(moment: effects.moment)
    try own.add(
      assessment.decision, options: assessment.options, of: head, round: record.round, transition: transition,
      policy: policy)
    effects.merge(own)
    records.append(record)
    causes[head.caseID] = assessment.likelyCause(of: head.complaint)
    if subject.isOrderNew, let orderID = subject.orderID { newOrders[head.caseID] = orderID }
  }

  func apply(in transaction: Transaction) async throws {
    if !newOrders.isEmpty {
      let caseIDs = newOrders.keys.sorted()
      try await transaction.execute(.attachOrders, caseIDs, caseIDs.compactMap { newOrders[$0] })
    }
    if !bands.isEmpty {
      let caseIDs = bands.keys.sorted()
      try await transaction.execute(.setBands, caseIDs, caseIDs.compactMap { bands[$0] })
    }
    try await VerificationRecord.add(records, at: effects.moment, in: transaction)
    try await effects.apply(in: transaction)
    if !causes.isEmpty {
      let caseIDs = causes.keys.sorted()
      try await transaction.execute(
        .guessCauses, caseIDs, caseIDs.compactMap { causes[$0]?.rawValue }, effects.moment)
    }
  }
}

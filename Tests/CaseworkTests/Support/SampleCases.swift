import Complaints
import Foundation
import LibPQ

@testable import Casework
@testable import JobQueue

func testJob<Arguments>(
  _ arguments: Arguments, id: Int64 = 1, attempt: Int = 1, secondsAgo: TimeInterval = 0
) -> Job<Arguments> {
  Job(
    id: id, attempt: attempt, arguments: arguments, band: 1, due: .now, deadline: nil,
    enqueuedAt: .now - secondsAgo, trace: nil, round: 0)
}

extension CaseworkDatabase {
  /// An order of a customer of its own.
  func addOrder(
    _ payments: [(means: String, minorUnits: Int64)], currency: String = "PLN", promisedDaysAgo: Int = 10,
    email: String? = "ewa@example.com"
  ) async throws -> Int64 {
    let reference = UUID().uuidString
    let order = try await rows(
      """
      with buyer as (
        insert into casework.customer (merchant, reference, name, email, locale)
        values ('shop', $1, 'Ewa Żak', $4, 'pl')
        returning customer_id
      )
      insert into casework.order_record (merchant, reference, customer_id, currency, ordered_at, promised_on, status)
      select 'shop', $1, customer_id, $2, casework.business_now() - interval '30 days',
        (casework.business_now() - make_interval(days => $3::int))::date, 'shipped'
      from buyer
      returning order_id
      """, reference, currency, promisedDaysAgo, email)[0].decode(Int64.self, at: 0)
    for (line, payment) in payments.enumerated() {
      _ = try await rows(
        "insert into casework.order_payment (order_id, line, means, amount_minor) values ($1, $2::int, $3, $4)",
        order, line + 1, payment.means, payment.minorUnits)
    }
    return order
  }

  /// A case about an order, in any state.
  func addCase(
    order: Int64, state: CaseState, kind: ComplaintKind = .lateDelivery, channel: Channel = .email,
    locale: String = "pl", standing: Standing = .consumer, desired: Remedy? = nil, claimedMinor: Int64? = nil
  ) async throws -> Int64 {
    let caseID = try await rows(
      """
      insert into casework.case_record (
        merchant, external_reference, content_digest, order_reference, order_id, customer_id, kind, standing, channel,
        locale, claimed_minor, claimed_currency, desired_remedy, submitted_at, received_at, policy_id, policy_version,
        responsible, band, state)
      select 'shop', $2, ''::bytea, reference, order_id, customer_id, $3, $4, $5, $6, $7,
        case when $7::bigint is not null then currency end, $8, casework.business_now(), casework.business_now(), $9,
        $10, 'Katarzyna Nowak', 1, $11
      from casework.order_record
      where order_id = $1
      returning case_id
      """, order, UUID().uuidString, kind.rawValue, standing.rawValue, channel.rawValue, locale, claimedMinor,
      desired?.rawValue, policy.id, String(policy.version), state.rawValue)[0].decode(Int64.self, at: 0)
    _ = try await rows(
      """
      insert into casework.case_text (case_id, subject, body, iban)
      values ($1, 'Paczka', 'Gdzie jest moja paczka?', 'PL61109010140000071219812874')
      """,
      caseID)
    return caseID
  }

  /// A decision with one option, chosen: what `compensate` finds.
  func addChoice(
    _ caseID: Int64, _ remedy: Remedy, _ minorUnits: Int64?, basis: Basis = .contractual, version: Int = 1,
    by maker: DecisionMaker = .rules, currency: String = "PLN", needsReturn: Bool = false
  ) async throws {
    let amount = minorUnits.map { Money(minorUnits: $0, currency: Currency(code: currency)!) }
    try await pool.withTransaction { transaction in
      let now = try await BusinessTime.now(in: transaction)
      try await DecisionRecords.add(
        [
          NewDecision(
            caseID: caseID, version: version, round: 0,
            decision: Decision(.accepted, basis: basis, reasons: [.judgement], by: maker), decidedAt: now,
            options: [RemedyOption(remedy, amount: amount, basis: basis, needsReturn: needsReturn)],
            validUntil: now,
            defaultRemedy: remedy)
        ], in: transaction)
      try await DecisionRecords.add(
        [NewChoice(caseID: caseID, decisionVersion: version, position: 1, chooser: .customer, chosenAt: now)],
        in: transaction)
    }
  }

  /// An order with its case, accepted and chosen: ready to be compensated.
  func addCompensation(
    _ remedy: Remedy, _ minorUnits: Int64?, paid: [(means: String, minorUnits: Int64)],
    basis: Basis = .contractual, kind: ComplaintKind = .lateDelivery, needsReturn: Bool = false
  ) async throws -> CompensateJob {
    let order = try await addOrder(paid)
    let caseID = try await addCase(order: order, state: .compensating, kind: kind)
    try await addChoice(caseID, remedy, minorUnits, basis: basis, needsReturn: needsReturn)
    return CompensateJob(caseID: caseID, decision: 1)
  }
}

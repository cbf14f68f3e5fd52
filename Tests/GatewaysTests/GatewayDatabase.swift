import Complaints
import Foundation
import LibPQ
import TestSupport

@testable import Gateways

/// A database with cases to pay for.
struct GatewayDatabase {
  let pool: Pool

  func rows(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> Rows {
    try await pool.execute(Statement("test", sql), parameters: parameters)
  }

  func number(_ sql: String) async throws -> Int {
    try await pool.execute(Statement("test", sql))[0].decode(Int.self, at: 0)
  }

  /// A case of a customer with that name and account.
  func addCase(name: String? = "Ewa Żak", iban: String? = "PL61109010140000071219812874") async throws
    -> Int64
  {
    let caseID = try await rows(
      """
      with buyer as (
        insert into casework.customer (merchant, name) values ('shop', $1) returning customer_id
      ), rules as (
        insert into casework.policy (policy_id, version, document) values ('pl', '1', '') on conflict do nothing
      )
      insert into casework.case_record (
        merchant, external_reference, content_digest, customer_id, kind, standing, channel, locale, submitted_at,
        received_at, policy_id, policy_version, responsible, band)
      select 'shop', gen_random_uuid(), '', customer_id, 'damaged', 'consumer', 'email', 'pl', now(), now(), 'pl', '1',
        'A', 1
      from buyer
      returning case_id
      """, name)[0].decode(Int64.self, at: 0)
    _ = try await rows(
      "insert into casework.case_text (case_id, body, iban) values ($1, '', $2)", caseID, iban)
    return caseID
  }
}

func withGateways(_ body: (GatewayDatabase) async throws -> Void) async throws {
  try await withDatabase(.casework) { database in try await body(GatewayDatabase(pool: database.pool)) }
}

let zloty = Currency(code: "PLN")!
let euro = Currency(code: "EUR")!
/// 2026-03-02 09:00 UTC.
let monday = Date(timeIntervalSince1970: 1_772_442_000)

func instruction(
  _ key: String, case caseID: Int64, _ form: PaymentInstruction.Form, _ minorUnits: Int64,
  _ currency: Currency = zloty
) -> PaymentInstruction {
  PaymentInstruction(
    key: key, caseID: caseID, form: form, amount: Money(minorUnits: minorUnits, currency: currency),
    instructedAt: monday)
}

import Complaints
import Foundation
import Gateways
import LibPQ
import TestSupport
import Testing

@Suite struct ReversalCommandTests {
  /// A settled case, R0000001, whose entry 1 is the code.
  private func addVoucher(_ code: String, to database: TestDatabase) async throws {
    let statements = [
      "insert into casework.customer (merchant, reference, name, email, locale) values ('shop', 'C-1', 'Ewa Żak', 'ewa@example.com', 'pl')",
      """
      insert into casework.case_record (
        merchant, external_reference, content_digest, customer_id, kind, standing, channel, locale, submitted_at, received_at,
        policy_id, policy_version, responsible, band, state)
      values ('shop', 'S-1', '', 1, 'poor_service', 'consumer', 'email', 'pl', now(), now(), 'pl', '1', 'Katarzyna Nowak', 1,
        'resolved')
      """,
      "insert into casework.case_text (case_id, body) values (1, 'Nikt nie odbiera.')",
      """
      insert into casework.decision (case_id, version, round, outcome, basis, decided_by, decided_at)
      values (1, 1, 0, 'accepted', 'goodwill', 'rules', now())
      """,
      """
      insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, amount_minor, currency,
        idempotency_key, intended_at)
      values (1, 1, 1, 'goodwill', 'voucher', 'voucher', 2500, 'PLN', 'redress:1:1:1', now())
      """,
      "insert into casework.ledger_progress (entry_id, step, status, occurred_at) values (1, 1, 'done', now())",
    ]
    try await database.pool.execute(
      Statement(
        "policy", "insert into casework.policy (policy_id, version, document) values ('pl', '1', $1)"),
      ShippedPolicies.source("pl")!)
    for statement in statements { try await database.pool.execute(Statement(statement, statement)) }
    try await database.pool.execute(
      Statement(
        "issue",
        """
        insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until)
        values ('redress:1:1:1', $1, 2500, 'PLN', now(), now() + interval '1 year')
        """), code)
  }

  @Test func aCodeIsTakenBackOnce() async throws {
    try await withDatabase(.casework) { database in
      func redress(_ words: String...) async throws -> Program.Result {
        try await Program.run("redress", words + ["--by", "Ewa Maj"], database: database.connectionString)
      }
      let code = VoucherCode().description
      try await addVoucher(code, to: database)

      let unknown = try await redress("case", "reverse", "R0000001", "7", "--because", "withdrawn")
      #expect(unknown.status == 2 && unknown.errors.contains("Nothing was given under that number"))
      let other = try await redress("case", "reverse", "R0000009", "1", "--because", "withdrawn")
      #expect(other.status == 2 && other.errors.contains("belongs to case R0000001"))
      let reason = try await redress("case", "reverse", "R0000001", "1", "--because", "regret")
      #expect(reason.status == 2 && reason.errors.contains("bank_returned"))
      let wrong = try await redress("case", "reverse", "R0000001", "1", "--because", "paid_back")
      #expect(wrong.status == 1 && wrong.errors.contains("only withdrawn"))
      let payout = try await redress("payouts", "returned", "3")
      #expect(payout.status == 2)

      let taken = try await redress("voucher", "withdraw", code, "--decide-anew")
      #expect(
        taken.output == "25.00 PLN of case R0000001 is off the books; a person decides it anew.\n",
        "\(taken.errors)")
      let again = try await redress("voucher", "withdraw", code)
      #expect(again.status == 1 && again.errors.contains("off the books already"))
      let address = database.connectionString
      let redeemed = try await Program.run("redress", ["voucher", "redeem", code], database: address)
      #expect(redeemed.status == 1 && redeemed.errors.contains("This code was withdrawn on"))
      let shown = try await Program.run("redress", ["voucher", "show", code], database: address)
      #expect(shown.output.contains("withdrawn"))
      let file = try await Program.run("redress", ["case", "show", "R0000001"], database: address)
      #expect(file.output.contains("reverses 1") && file.output.contains("-25.00 PLN"))
    }
  }

  @Test func versionsInAFolderAreCheckedTogether() async throws {
    try await withFolder { folder in
      let source = ShippedPolicies.source("pl")!
      func write(_ name: String, _ version: Int, _ dates: String) throws {
        try source.replacing("version: 1\n", with: "version: \(version)\n").replacing(
          "valid_from: 2016-01-01\n", with: dates
        ).write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
      }
      func check() async throws -> Program.Result {
        try await Program.run("redress", ["policy", "check", folder.path, "--day", "2026-08-01"])
      }
      try write("1.yaml", 1, "valid_from: 2016-01-01\nvalid_through: 2026-06-30\n")
      try write("2.yaml", 2, "valid_from: 2026-07-01\n")
      let fine = try await check()
      #expect(fine.status == 0, "\(fine.errors)")
      let lines = fine.output.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines[0].contains("valid from 2016-01-01 through 2026-06-30"))
      #expect(lines[1].contains("It can handle complaints received on 2026-08-01"))

      try write("2.yaml", 2, "valid_from: 2026-07-10\n")
      let gap = try await check()
      #expect(gap.status == 2)
      #expect(
        gap.errors.contains(
          "2.yaml, line 6: valid_from: nothing is in force from 2026-07-01 through 2026-07-09"))
    }
  }
}

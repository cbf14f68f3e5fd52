import Foundation
import LibPQ
import TestSupport
import Testing

@Suite struct PayoutsCommandTests {
  /// The payouts are in the file, and in no other from then on: its number must not be lost with the disk.
  @Test func aFileThatCannotBeWrittenIsNamed() async throws {
    try await withDatabase(.casework) { database in
      for sql in [
        "insert into casework.policy (policy_id, version, document) values ('pl', '1', '')",
        "insert into casework.customer (merchant, reference) values ('shop', 'C1')",
        """
        insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
          locale, submitted_at, received_at, policy_id, policy_version, responsible, band)
        values ('shop', 'S-1', '', 1, 'damaged', 'consumer', 'email', 'pl', now(), now(), 'pl', '1', 'Anna Nowak', 1)
        """,
        """
        insert into casework.payout (idempotency_key, case_id, means, amount_minor, currency, instructed_at)
        values ('key', 1, 'blik', 1000, 'PLN', now())
        """,
      ] { try await database.pool.execute(Statement("payout_\(sql.hashValue)", sql)) }
      try await withFolder { folder in
        let file = folder.appendingPathComponent("file")
        try Data().write(to: file)
        let debtor = ["--debtor", "Shop", "--account", "PLN:PL61109010140000071219812874"]
        func export(_ words: [String]) async throws -> Program.Result {
          try await Program.run(
            "redress", ["payouts", "export"] + words + debtor, database: database.connectionString)
        }
        let failed = try await export(["--to", file.path + "/payouts"])
        #expect(failed.status == 1)
        #expect(failed.errors.contains("Payout file 1 is made, and could not be written"))
        #expect(failed.errors.contains("redress payouts export --file 1 --to FOLDER"))
        let again = try await export(["--file", "1", "--to", folder.path])
        #expect(again.status == 0 && again.output.contains("Payout file 1 is written"))
      }
    }
  }

  @Test func aFileIsConfirmedOnce() async throws {
    try await withDatabase(.casework) { database in
      func payouts(_ words: String...) async throws -> Program.Result {
        try await Program.run("redress", ["payouts"] + words, database: database.connectionString)
      }
      let unknown = try await payouts("confirm", "1")
      #expect(
        unknown.status == 1
          && unknown.errors.contains("There is no payout file 1, or it was confirmed before"))
      let file = "insert into casework.payout_file (created_at) values (now())"
      try await database.pool.execute(Statement("file", file))
      #expect(try await payouts("confirm", "1").output == "Payout file 1: 0 payouts are paid.\n")
      #expect(try await payouts("confirm", "1").status == 1)
      #expect(try await payouts("confirm", "1", "--refused", "x").status == 2)
    }
  }
}

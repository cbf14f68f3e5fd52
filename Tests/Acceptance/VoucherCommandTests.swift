import Foundation
import LibPQ
import TestSupport
import Testing

@testable import Gateways

@Suite struct VoucherCommandTests {
  @Test func aCodeIsShownAndRedeemedOnce() async throws {
    try await withDatabase(.casework) { database in
      func voucher(_ words: String..., input: String = "") async throws -> Program.Result {
        try await Program.run(
          "redress", ["voucher"] + words, database: database.connectionString, input: input)
      }
      func issue(_ key: String, days: Int) async throws -> String {
        let code = VoucherCode().description
        try await database.pool.execute(
          Statement(
            "issue",
            """
            insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until)
            values ($1, $2, 2500, 'PLN', now() - interval '9 days', now() + make_interval(days => $3::int))
            """), key, code, days)
        return code
      }
      let (code, late) = (try await issue("a", days: 1), try await issue("b", days: -1))
      let shown = try await voucher("show", code)
      #expect(shown.status == 0 && shown.output.contains("25.00 PLN") && shown.output.contains("open"))
      let typed = code.lowercased().replacing("-", with: " ")
      let redeemed = try await voucher("redeem", "-", input: typed + "\n")
      #expect(redeemed.output == "Redeemed: the code was worth 25.00 PLN.\n", "\(redeemed.errors)")
      let again = try await voucher("redeem", code)
      #expect(again.status == 1 && again.errors.contains("This code was redeemed on"))
      #expect(try await voucher("show", code).output.contains("redeemed"))

      #expect(try await voucher("show", late).output.contains("expired"))
      let expired = try await voucher("redeem", late)
      #expect(expired.status == 1 && expired.errors.contains("could be used until"))
      let unknown = try await voucher("redeem", VoucherCode().description)
      #expect(unknown.status == 2 && unknown.errors.contains("never issued"))
      let mistyped = try await voucher("show", String(code.dropLast()) + (code.hasSuffix("0") ? "1" : "0"))
      #expect(mistyped.status == 2 && mistyped.errors.contains("That is no code"))
      #expect(!mistyped.errors.contains(code.prefix(4)), "a code is money: it is not repeated")
    }
  }
}

import Complaints
import Testing

@testable import Casework

/// Whose case a complaint becomes, and what a claimant may say of himself (S23).
@Suite struct ClaimantTests {
  @Test func theOrdersCustomerIsKnownByReferenceOrByAddress() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-1", "customer_reference": "C-1"],
          ["reference": "S-2", "customer_reference": "", "customer_email": "ANNA@example.com"],
          ["reference": "S-3", "customer_reference": "C-9", "customer_email": "anna@example.com"]))
      #expect(
        try await shop.texts(
          """
          select external_reference, customer.reference from casework.case_record join casework.customer using (customer_id)
          order by 1
          """) == ["(S-1,C-1)", "(S-2,C-1)", "(S-3,C-1)"])
    }
  }

  @Test func anOrdersNumberAloneMakesNobodyItsCustomer() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-1", "customer_reference": "", "customer_email": "other@example.com"],
          ["reference": "S-2", "customer_reference": "C-9", "customer_name": "Jan"]))
      #expect(
        try await shop.texts(
          """
          select external_reference, customer.reference, name, email from casework.case_record
          join casework.customer using (customer_id) order by 1
          """) == ["(S-1,,,other@example.com)", "(S-2,C-9,Jan,)"])
    }
  }

  @Test func aClaimantFillsGapsAndReplacesNothing() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders(["customer_name": ""]))
      try await shop.importComplaints(
        Files.complaints(["customer_name": "Anna", "customer_email": "thief@example.com"]))
      #expect(
        try await shop.texts("select name, email from casework.customer") == ["(Anna,anna@example.com)"])
    }
  }

  @Test("an account belongs to its case: who knows a customer's number turns nothing else towards himself")
  func accounts() async throws {
    try await withShop { shop in
      let first = Files.complaints(["refund_iban": "PL61109010140000071219812874"])
      try await shop.importComplaints(first)
      try await shop.importComplaints(
        Files.complaints(["reference": "S-2", "refund_iban": "PL27114020040000300201355387"]))
      let accounts = "select iban from casework.case_text order by case_id"
      let second = "(PL27114020040000300201355387)"
      #expect(
        try await shop.texts(accounts) == ["(PL61109010140000071219812874)", second])
      // The customer says another, and an old file that is imported again does not undo that.
      let account = try AccountNumber("DE89 3704 0044 0532 0130 00")
      try await CaseDesk(pool: shop.pool).record(account, for: "R0000001", by: "Ewa Maj")
      try await shop.importComplaints(first)
      #expect(try await shop.texts(accounts) == ["(DE89370400440532013000)", second])
      #expect(
        try await shop.number(
          "select count(*) from casework.case_event where kind = 'account_recorded' and details = '{}'") == 1)
    }
  }
}

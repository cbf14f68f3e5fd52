import Testing

@testable import Casework

/// S22: a repeat is linked and stands higher; it is never taken for a duplicate.
@Suite struct RepeatComplaintTests {
  private static let links = """
    select external_reference, (select external_reference from casework.case_record as parent
      where parent.case_id = case_record.parent_case_id), escalation_level
    from casework.case_record order by 1
    """

  @Test func repeatsOfOneBatchAreLinkedInTheOrderOfTheirReceipt() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-3", "received_at": "2026-03-04 09:30:00"],
          ["reference": "S-2", "received_at": "2026-03-03 09:30:00"],
          ["reference": "S-1"],
          ["reference": "S-4", "received_at": "2026-03-05 09:30:00", "order_reference": "A-2"],
          ["reference": "S-5", "received_at": "2026-03-05 09:30:00", "customer_reference": "C-2"]))
      #expect(
        try await shop.texts(Self.links)
          == ["(S-1,,0)", "(S-2,S-1,1)", "(S-3,S-2,2)", "(S-4,,0)", "(S-5,,0)"])
      #expect(
        try await shop.texts(
          """
          select external_reference, case_event.kind, details from casework.case_event join casework.case_record using (case_id)
          where case_event.kind like 'repeat%' and external_reference in ('S-1', 'S-2')
          order by event_id
          """
        ).count == 3)
    }
  }

  @Test(arguments: ["resolved", "closed", "withdrawn"])
  func whatFollowsASettledCaseIsNoRepeat(_ state: String) async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.run("update casework.case_record set state = '\(state)'")
      try await shop.importComplaints(
        Files.complaints(["reference": "S-2", "received_at": "2026-03-03 09:30:00"]))
      #expect(try await shop.texts(Self.links) == ["(S-1,,0)", "(S-2,,0)"])
    }
  }

  @Test(arguments: ["received", "awaiting_choice", "rejected"])
  func whatFollowsAnOpenCaseIsARepeat(_ state: String) async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.run("update casework.case_record set state = '\(state)'")
      try await shop.importComplaints(
        Files.complaints(["reference": "S-2", "received_at": "2026-03-03 09:30:00"]))
      #expect(try await shop.texts(Self.links) == ["(S-1,,0)", "(S-2,S-1,1)"])
    }
  }
}

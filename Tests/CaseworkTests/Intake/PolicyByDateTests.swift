import Complaints
import Foundation
import Testing

@testable import Casework

/// A case keeps the version that was in force when it was received, whichever file is given to the import.
@Suite struct PolicyByDateTests {
  /// The shop's policy from 2016 on, and another version from that day on.
  private func second(of shop: Shop, from day: String) throws -> Policy {
    try Policy.read(
      shop.policy.source.replacing("version: 1\n", with: "version: 2\n").replacing(
        "valid_from: 2016-01-01", with: "valid_from: \(day)"))
  }

  /// One late in the evening by UTC, which is a day later in Warsaw; one the next noon; one a day before.
  private static let rows = Files.complaints(
    ["reference": "S-1", "submitted_at": "2026-02-28T22:30:00Z", "received_at": "2026-02-28T22:30:00Z"],
    ["reference": "S-2", "submitted_at": "2026-02-28T23:30:00Z", "received_at": "2026-02-28T23:30:00Z"],
    ["reference": "S-3", "submitted_at": "2026-03-02T09:00:00Z", "received_at": "2026-03-02T09:00:00Z"])

  private func versions(_ shop: Shop) async throws -> [String] {
    try await shop.texts(
      "select external_reference || ':' || policy_version from casework.case_record order by external_reference"
    )
  }

  private func importRows(_ rows: String, _ policies: PolicyVersions, _ shop: Shop) async throws
    -> ImportReport
  {
    let importer = Importer(pool: shop.pool, policies: policies, merchant: Shop.name)
    return try await shop.withFile(rows, ComplaintRow.self) { try await importer.importComplaints(from: $0) }
  }

  @Test func oneFileOfComplaintsIsReceivedUnderTwoVersions() async throws {
    try await withShop { shop in
      let policies = try PolicyVersions([
        .init("2.yaml", try second(of: shop, from: "2026-03-01")), .init("1.yaml", shop.policy),
      ])
      let report = try await importRows(Self.rows, policies, shop)
      #expect(report.rejected == 0)
      #expect(try await versions(shop) == ["(S-1:1)", "(S-2:2)", "(S-3:2)"])
    }
  }

  @Test func whatTheDatabaseHasStoredIsAtHand() async throws {
    try await withShop { shop in
      // The newer one alone is given; the older one is known from before.
      try await shop.policy.pin(in: shop.pool)
      let newer = PolicyVersions(try second(of: shop, from: "2026-03-01"))
      _ = try await importRows(Self.rows, newer, shop)
      #expect(try await versions(shop) == ["(S-1:1)", "(S-2:2)", "(S-3:2)"])
      // And the older one alone: the date decides, not the file.
      _ = try await importRows(
        Files.complaints([
          "reference": "S-4", "submitted_at": "2026-03-02T10:00:00Z", "received_at": "2026-03-02T10:00:00Z",
        ]), PolicyVersions(shop.policy), shop)
      #expect(try await versions(shop).last == "(S-4:2)")
    }
  }

  @Test func aVersionIsStoredWithItsFirstComplaint() async throws {
    try await withShop { shop in
      let policies = try PolicyVersions([
        .init("1.yaml", shop.policy), .init("2.yaml", try second(of: shop, from: "2027-01-01")),
      ])
      _ = try await importRows(Self.rows, policies, shop)
      #expect(try await shop.texts("select version from casework.policy") == ["(1)"])
    }
  }

  @Test func whatDoesNotGoWithTheStoredOnesIsRefused() async throws {
    try await withShop { shop in
      try await shop.policy.pin(in: shop.pool)
      let problems = try await #require(throws: PolicyVersionProblems.self) {
        try await importRows(
          Self.rows, PolicyVersions(try second(of: shop, from: "2016-01-01"), name: "2.yaml"), shop)
      }
      #expect(problems.description.hasPrefix("2.yaml, line "))
      #expect(problems.description.contains("when version 1 begins (version 1 in the database)"))
      #expect(try await versions(shop) == [])
    }
  }

  @Test func aReceiptBeforeTheFirstNamesTheRemedy() async throws {
    try await withShop { shop in
      var rejections: [ImportRejection] = []
      let importer = Importer(
        pool: shop.pool, policies: PolicyVersions(try second(of: shop, from: "2026-03-01")),
        merchant: Shop.name)
      _ = try await shop.withFile(Self.rows, ComplaintRow.self) { file in
        try await importer.importComplaints(from: file) {
          if case .rejected(let rejection) = $0 { rejections.append(rejection) }
        }
      }
      #expect(rejections.map(\.line) == [2])
      #expect(
        rejections.first?.problems.map(\.reason)
          == ["policy pl is valid from 2026-03-01, and the complaint was received on 2026-02-28"])
      #expect(rejections.first?.problems[0].remedy.contains("--policy takes a folder of versions") == true)
    }
  }
}

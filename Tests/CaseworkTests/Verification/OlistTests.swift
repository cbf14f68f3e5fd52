import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// A year of real orders and complaints, which may be used and not be shipped: data/README.md of the shared folder says what must be found.
@Suite(
  .enabled(
    if: Olist.isAvailable,
    "the Olist data set is not beside this clone (../shared/data/olist-2017), or python3 is missing"))
struct OlistTests {
  @Test(.timeLimit(.minutes(10))) func theFactsOfAllComplaintsComeOut() async throws {
    let folder = try Olist.makeFiles()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await withShop(policy: Olist.policy) { shop in
      // Past all of them, and within the calendar.
      try await shop.run("update job_queue.timeline set advance = timestamptz '2018-02-01 12:00Z' - now()")
      let zone = TimeZone(identifier: shop.policy.zone.identifier)!
      let orders = try await shop.importer.importOrders(
        from: ImportFile(path: "\(folder)/orders.csv", zone: zone))
      #expect(orders.added == 4049 && orders.rows == 4049)
      let complaints = try await shop.importer.importComplaints(
        from: ImportFile(path: "\(folder)/complaints.csv", zone: zone))
      #expect(complaints.added == 1208 && complaints.rows == 1208)
      let again = try await shop.importer.importComplaints(
        from: ImportFile(path: "\(folder)/complaints.csv", zone: zone))
      #expect(again.alreadyThere == 1208 && again.rows == 1208)

      for first in stride(from: 1, through: 1208, by: 150) {
        _ = try await shop.verify((first..<min(first + 150, 1209)).map(Int64.init))
      }
      #expect(
        try await shop.texts(
          """
          select facts ->> 'fact', count(*) from casework.check_result where name = 'delivery'
          group by 1 order by 2 desc, 1
          """) == [
            "(overdue,572)", "(unavailable,289)", "(delivered_on_time,168)", "(cancelled,157)",
            "(not_yet_due,15)",
            "(delivered_late,6)", "(complaint_older_than_order,1)",
          ])
      #expect(
        try await shop.number(
          "select sum(amount_minor) from casework.remedy_option where remedy = 'late_penalty'") == 266_157)
      #expect(
        try await shop.number("select count(*) from casework.remedy_option where remedy = 'late_penalty'")
          == 578)
      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'answer' and warn_at is not null") == 396)
      #expect(
        try await shop.number(
          "select count(*) from casework.case_record where state in ('received', 'acknowledged', 'verifying')"
        ) == 0)
      // One order has two complaints.
      #expect(
        try await shop.number("select count(*) from casework.case_record where parent_case_id is not null")
          == 1)
    }
  }
}

enum Olist {
  private static let source = repository.appending(path: "../shared/data/olist-2017").standardizedFileURL.path

  static var isAvailable: Bool {
    FileManager.default.fileExists(atPath: source)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")
  }

  /// Import files in a folder of their own.
  static func makeFiles() throws -> String {
    let folder = "\(NSTemporaryDirectory())/redress-olist-\(UUID().uuidString)"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [repository.appending(path: "scripts/olist").path, source, folder]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return folder
  }

  /// The Polish policy in the data's zone and currency, with a late penalty of 0.5 % a day of all that was paid.
  static var policy: String {
    ShippedPolicies.source("pl")!
      .replacing("zone: Europe/Warsaw", with: "zone: America/Sao_Paulo")
      .replacing("currency: PLN", with: "currency: BRL")
      .replacing("policy: pl\n", with: "policy: olist\n")
      .replacing(
        "goodwill:\n",
        with:
          "late_penalty:\n  rate_per_day: 0.5%\n  base: paid\n  cap: 100%\n  rounding: floor\n\ngoodwill:\n",
        maxReplacements: 1
      )
      .replacing(
        "      - remedy: refund_partial\n",
        with:
          "      - { remedy: late_penalty, amount: late_penalty, basis: statutory }\n      - remedy: refund_partial\n",
        maxReplacements: 1)
  }
}

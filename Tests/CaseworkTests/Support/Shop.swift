import Complaints
import Foundation
import LibPQ
import TestSupport

@testable import Casework

/// A shop with a database of its own. Its business time stands near Monday, 2 March 2026, noon in Warsaw,
/// whenever the tests run.
struct Shop: Sendable {
  static let name = "shop"
  let database: TestDatabase
  let policy: Policy
  private(set) var batchLimit = BatchLimit()

  var pool: Pool { database.pool }
  var importer: Importer {
    Importer(pool: pool, policies: PolicyVersions(policy), merchant: Shop.name, batchLimit: batchLimit)
  }

  /// The same shop, imported into with small batches.
  func with(batchRows: Int) -> Shop {
    var shop = self
    shop.batchLimit = BatchLimit(rows: batchRows)
    return shop
  }

  /// What an import came to, and everything that it told.
  struct Imported: Sendable {
    let report: ImportReport
    let events: [ImportEvent]

    var rejections: [ImportRejection] {
      events.compactMap { if case .rejected(let rejection) = $0 { rejection } else { nil } }
    }
    var notices: [ImportNotice] {
      events.compactMap { if case .notice(let notice) = $0 { notice } else { nil } }
    }
  }

  @discardableResult
  func importOrders(_ text: String) async throws -> Imported {
    try await withFile(text, OrderRow.self) { file in
      var events: [ImportEvent] = []
      let report = try await importer.importOrders(from: file) { events.append($0) }
      return Imported(report: report, events: events)
    }
  }

  @discardableResult
  func importComplaints(_ text: String) async throws -> Imported {
    try await withFile(text, ComplaintRow.self) { file in
      var events: [ImportEvent] = []
      let report = try await importer.importComplaints(from: file) { events.append($0) }
      return Imported(report: report, events: events)
    }
  }

  func withFile<Row: ImportableRow, Output>(
    _ text: String, _: Row.Type, _ body: (consuming ImportFile<Row>) async throws -> Output
  ) async throws -> Output {
    let path = "\(NSTemporaryDirectory())/redress-\(UUID().uuidString).csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let zone = TimeZone(identifier: policy.zone.identifier)!
    return try await body(ImportFile(Row.self, path: path, zone: zone))
  }

  // MARK: Looking into the tables

  func number(_ sql: String) async throws -> Int {
    Int(try await pool.execute(Statement(sql, "select (\(sql))::bigint"))[0].decode(Int64.self, at: 0))
  }

  /// The first column of all rows, as texts.
  func texts(_ sql: String) async throws -> [String] {
    let rows = try await pool.execute(
      Statement(sql, "select (row_of_test.*)::text from (\(sql)) as row_of_test"))
    return try rows.map { try $0.decode(String.self, at: 0) }
  }

  func run(_ sql: String) async throws {
    try await pool.execute(Statement(sql, sql))
  }
}

/// A shop under the Polish policy, or another one.
func withShop<Value>(
  policy source: String = ShippedPolicies.source("pl")!, isolation: isolated (any Actor)? = #isolation,
  _ body: (Shop) async throws -> Value
) async throws -> Value {
  let policy = try Policy.read(source)
  return try await withDatabase(.casework) { database in
    let shop = Shop(database: database, policy: policy)
    try await shop.run("insert into casework.sandbox default values")
    try await shop.run(
      "insert into job_queue.timeline values ('business', timestamptz '2026-03-02 12:00+01' - now())")
    return try await body(shop)
  }
}

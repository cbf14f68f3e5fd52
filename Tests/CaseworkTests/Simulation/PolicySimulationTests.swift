import Complaints
import Foundation
import LibPQ
import TestSupport
import Testing

@testable import Casework

/// A simulation reads files and the database as an import and a verification would, and leaves both as they were.
@Suite struct PolicySimulationTests {
  private let now = Date(timeIntervalSince1970: 1_772_445_600)

  private func simulation(_ complaints: String, orders: String? = nil) async throws -> PolicySimulation {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("complaints.csv").path
    try complaints.write(toFile: file, atomically: true, encoding: .utf8)
    var simulation = try await PolicySimulation(complaints: file, zone: .gmt)
    if let orders {
      let file = folder.appendingPathComponent("orders.csv").path
      try orders.write(toFile: file, atomically: true, encoding: .utf8)
      try await simulation.readOrders(file, zone: .gmt, at: now)
    }
    return simulation
  }

  private func outcomes(_ simulation: PolicySimulation) throws -> [String: Int] {
    let policy = try Policy.read(try #require(ShippedPolicies.source("pl")))
    let comparison = try simulation.compare(policy, with: policy)
    return Dictionary(uniqueKeysWithValues: comparison.after.outcomes.map { ($0.code, $1) })
  }

  @Test func complaintsAreTriedWithTheOrdersOfAFile() async throws {
    let simulation = try await simulation(
      Files.complaints([:]), orders: Files.orders([:], ["order_reference": "A-2"]))
    #expect(simulation.unknownOrders == 0)
    #expect(try outcomes(simulation) == ["accepted": 1])
  }

  @Test func withoutTheOrderTheCustomerWouldBeAsked() async throws {
    let simulation = try await simulation(
      Files.complaints([:]), orders: Files.orders(["order_reference": "A-9"]))
    #expect(simulation.unknownOrders == 1)
    #expect(try outcomes(simulation) == ["needs_information": 1])
  }

  @Test func somebodyElsesOrderProvesNothing() async throws {
    let simulation = try await simulation(
      Files.complaints(["customer_reference": "C-9"]), orders: Files.orders([:]))
    #expect(try outcomes(simulation) == ["needs_information": 1])
  }

  @Test func aSecondComplaintIsARepeat() async throws {
    let again = Files.complaints([:], ["reference": "S-2"], ["reference": "S-3", "order_reference": "A-2"])
    let simulation = try await simulation(again, orders: Files.orders([:], ["order_reference": "A-2"]))
    #expect(try outcomes(simulation) == ["accepted": 2, "manual_review:repeat_complaint": 1])
  }

  @Test func theLastRowOfAnOrderCounts() async throws {
    let orders = Files.orders([:], ["payments": "card 9000.00"])
    #expect(
      try outcomes(
        try await simulation(
          Files.complaints(["kind": "damaged", "evidence": "photos"]), orders: orders))
        == ["manual_review:above_approval_limit": 1])
  }

  @Test func unreadableRowsAreNamedByTheirLine() async throws {
    let simulation = try await simulation(
      Files.complaints(["kind": "nonsense"], ["reference": "S-2"]), orders: Files.orders([:]))
    #expect(simulation.unreadableLines == [2])
    #expect(simulation.complaints.map(\.reference) == ["S-2"])
  }

  @Test func ordersAndPolicyOfTheDatabaseAreReadWithoutARightToWrite() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      let read = try await simulation(Files.complaints([:], ["reference": "S-2", "order_reference": "A-7"]))
      try await shop.policy.pin(in: shop.pool)
      let (simulation, newest) = try await shop.pool.withTransaction(.readOnly) { transaction in
        var simulation = read
        try await simulation.readOrders(of: Shop.name, at: now, in: transaction)
        return (simulation, try await Policy.newest(shop.policy.id, in: transaction))
      }
      #expect(newest?.source == shop.policy.source)
      #expect(simulation.unknownOrders == 1)
      #expect(try outcomes(simulation) == ["accepted": 1, "needs_information": 1])
    }
  }

  @Test func theNewestVersionIsTheOneWithTheHighestNumber() async throws {
    try await withShop { shop in
      let source = try #require(ShippedPolicies.source("uk"))
      for version in [9, 10, 2] {
        try await Policy.read(source.replacing("version: 1", with: "version: \(version)")).pin(in: shop.pool)
      }
      #expect(try await Policy.newest("uk", in: shop.pool)?.version == 10)
      #expect(try await Policy.newest("other", in: shop.pool) == nil)
    }
  }
}

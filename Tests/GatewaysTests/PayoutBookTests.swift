import Complaints
import Foundation
import LibPQ
import Testing

@testable import Gateways

@Suite struct PayoutBookTests {
  @Test func aKeyPaysOnceHoweverManyAskAtOnce() async throws {
    try await withGateways { gateways in
      let book = PayoutBook(gateways.pool)
      let caseID = try await gateways.addCase()
      let answers = try await withThrowingTaskGroup { group in
        for _ in 1...20 {
          group.addTask {
            try await book.carryOut(instruction("k", case: caseID, .money(means: "card"), 500))
          }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      let answer = try #require(answers.first)
      #expect(answers.count == 1)
      #expect(try await gateways.number("select count(*) from casework.payout") == 1)
      guard case .done(let reference) = answer else {
        Issue.record("not taken")
        return
      }
      #expect(try await book.status(of: "k") == .done(reference: reference))
    }
  }

  @Test func aKeyIsNeverUsedForSomethingElse() async throws {
    try await withGateways { gateways in
      let book = PayoutBook(gateways.pool)
      let (first, second) = (try await gateways.addCase(), try await gateways.addCase())
      _ = try await book.carryOut(instruction("k", case: first, .money(means: "card"), 500))
      for other in [
        instruction("k", case: second, .money(means: "card"), 500),
        instruction("k", case: first, .money(means: "blik"), 500),
        instruction("k", case: first, .money(means: "card"), 501),
        instruction("k", case: first, .money(means: "card"), 500, euro),
      ] {
        #expect(try await book.carryOut(other) == .declined(.keyReused))
      }
      #expect(try await book.status(of: "l") == .neverReceived)
      #expect(
        try await book.carryOut(instruction("l", case: first, .code(validUntil: monday), 1))
          == .declined(.unsupported))
    }
  }
}

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
      guard case .listed(let reference) = answer else {
        Issue.record("not taken")
        return
      }
      #expect(try await book.status(of: "k") == .listed(reference: reference))
    }
  }

  @Test func aPayoutIsDoneWhenItsFileIsConfirmedOnceAndNotWhatTheBankRefused() async throws {
    try await withGateways { gateways in
      let book = PayoutBook(gateways.pool)
      let caseID = try await gateways.addCase()
      for key in ["a", "b", "c"] {
        _ = try await book.carryOut(instruction(key, case: caseID, .money(means: "transfer"), 500))
      }
      let file = try #require(
        try await PayoutFile.open(
          for: Debtor(name: "Shop", accounts: []), createdAt: monday, executionDate: CivilDate("2026-03-03")!,
          limit: 2, in: gateways.pool))
      func confirm(_ fileID: Int64, _ refused: Set<Int64> = []) async throws {
        try await gateways.pool.withTransaction { transaction in
          try await PayoutFile.confirm(fileID, refused: refused, at: monday, in: transaction)
        }
      }
      await #expect(throws: PayoutFileError.notToConfirm(9)) { try await confirm(9) }
      await #expect(throws: PayoutFileError.notInFile(file.fileID, payouts: [3])) {
        try await confirm(file.fileID, [2, 3])
      }
      #expect(try await book.status(of: "a") == .listed(reference: "payout-1"))
      try await confirm(file.fileID, [2])
      #expect(try await book.status(of: "a") == .done(reference: "payout-1"))
      #expect(try await book.status(of: "b") == .declined(.bankRefused))
      #expect(try await book.status(of: "c") == .listed(reference: "payout-3"))
      // The same instruction again is answered as it stands.
      #expect(
        try await book.carryOut(instruction("a", case: caseID, .money(means: "transfer"), 500))
          == .done(reference: "payout-1"))
      await #expect(throws: PayoutFileError.notToConfirm(file.fileID)) { try await confirm(file.fileID) }
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

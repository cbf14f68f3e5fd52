import Complaints
import Foundation
import LibPQ
import Synchronization
import Testing

@testable import Gateways

@Suite struct VoucherBookTests {
  private static let form = PaymentInstruction.Form.code(validUntil: monday + 86_400)

  @Test func aKeyIssuesOneCodeHoweverManyAskAtOnce() async throws {
    try await withGateways { gateways in
      let book = VoucherBook(gateways.pool)
      let answers = try await withThrowingTaskGroup { group in
        for _ in 1...20 {
          group.addTask { try await book.carryOut(instruction("k", case: 1, Self.form, 500)) }
        }
        return try await group.reduce(into: Set()) { $0.insert($1) }
      }
      #expect(answers.count == 1)
      #expect(try await gateways.number("select count(*) from casework.voucher") == 1)
      guard case .done(let reference) = answers.first else {
        Issue.record("not issued")
        return
      }
      #expect(try await book.status(of: "k") == .done(reference: reference))
      #expect(try await book.status(of: "other") == .neverReceived)
    }
  }

  @Test func aCollisionDrawsAnotherCode() async throws {
    try await withGateways { gateways in
      let first = VoucherCode()
      let draws = Mutex<[VoucherCode]>([first, first, first, VoucherCode()])
      let book = VoucherBook(gateways.pool) { draws.withLock { $0.removeFirst() } }
      _ = try await book.carryOut(instruction("a", case: 1, Self.form, 500))
      guard case .done = try await book.carryOut(instruction("b", case: 1, Self.form, 500)) else {
        Issue.record("the second voucher was not issued")
        return
      }
      #expect(draws.withLock { $0.isEmpty })
      #expect(try await gateways.number("select count(distinct code) from casework.voucher") == 2)
    }
  }

  @Test func aKeyIsNeverUsedForSomethingElse() async throws {
    try await withGateways { gateways in
      let book = VoucherBook(gateways.pool)
      _ = try await book.carryOut(instruction("k", case: 1, Self.form, 500))
      #expect(try await book.carryOut(instruction("k", case: 1, Self.form, 600)) == .declined(.keyReused))
      #expect(
        try await book.carryOut(instruction("m", case: 1, .money(means: "card"), 600))
          == .declined(.unsupported))
      #expect(try await gateways.number("select sum(amount_minor)::bigint from casework.voucher") == 500)
    }
  }

  @Test func aCodeIsLookedUp() async throws {
    try await withGateways { gateways in
      let code = VoucherCode()
      let book = VoucherBook(gateways.pool) { code }
      #expect(try await VoucherBook.find(code, in: gateways.pool) == nil)
      _ = try await book.carryOut(instruction("a", case: 1, Self.form, 500))
      func found(redeemed: Date?) -> IssuedVoucher {
        IssuedVoucher(
          amount: Money(minorUnits: 500, currency: zloty), issuedAt: monday, validUntil: monday + 86_400,
          redeemedAt: redeemed, withdrawnAt: nil, caseReference: nil)
      }
      #expect(try await VoucherBook.find(code, in: gateways.pool) == found(redeemed: nil))
      _ = try await VoucherBook.redeem(code, at: monday + 60, in: gateways.pool)
      #expect(try await VoucherBook.find(code, in: gateways.pool) == found(redeemed: monday + 60))
    }
  }

  @Test func oneOfManyRedeemsACodeAndNobodyAfterItsEnd() async throws {
    try await withGateways { gateways in
      let (code, late) = (VoucherCode(), VoucherCode())
      let draws = Mutex([code, late])
      let book = VoucherBook(gateways.pool) { draws.withLock { $0.removeFirst() } }
      _ = try await book.carryOut(instruction("a", case: 1, Self.form, 500))
      _ = try await book.carryOut(instruction("b", case: 1, Self.form, 700))
      let pool = gateways.pool
      let values = try await withThrowingTaskGroup { group in
        for _ in 1...10 { group.addTask { try await VoucherBook.redeem(code, at: monday + 60, in: pool) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(values.compactMap(\.self) == [Money(minorUnits: 500, currency: zloty)])
      #expect(try await VoucherBook.redeem(late, at: monday + 86_400, in: pool) == nil)
      #expect(try await VoucherBook.redeem(VoucherCode(), at: monday, in: pool) == nil)
    }
  }
}

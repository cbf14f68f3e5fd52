import Complaints
import Foundation
import LibPQ

/// What was given as goodwill in the civil month, on all orders, by policy (S12). All versions of a policy have one budget: their
/// shop has one.
struct GoodwillMonths: Sendable {
  private var spent: [String: Money] = [:]

  /// `nil` where the policy has no budget for a month, or nobody has looked.
  subscript(policy: Policy) -> Money? { spent[policy.id] }

  /// Notes lines that were planned just now, so that the next case of the same batch finds them.
  mutating func add(_ lines: [CompensationLine], under policy: Policy) throws(MoneyError) {
    for line in lines where line.budget == .goodwill {
      guard let amount = line.amount, let before = spent[policy.id] else { continue }
      spent[policy.id] = try before + amount
    }
  }
}

extension GoodwillMonths {
  /// Locks the budgets from which something may be given now, and sums them after that: two cases at once cannot both
  /// find what is left. Most batches give no goodwill, and lock nothing.
  static func lock(
    _ cases: [CompensationCase], _ policies: [PolicyKey: Policy], at moment: Date, in transaction: Transaction
  ) async throws -> GoodwillMonths {
    let touched = cases.filter { $0.option.budget == .goodwill }.compactMap { policies[$0.policy] }
    guard touched.contains(where: { $0.goodwill?.budgetPerMonth != nil }) else { return GoodwillMonths() }
    try await transaction.execute(.lockPolicies, Set(touched.map(\.id)).sorted())
    return try await read(touched, at: moment, in: transaction)
  }

  /// Sums budgets without a lock: for what promises no money.
  ///
  /// - Parameter end: what came later is left out; `nil`: nothing is. Under the lock nothing may be: who had it before may have
  ///   begun later.
  static func read(
    _ policies: [Policy], at moment: Date, until end: Date? = nil, in executor: some StatementExecutor
  ) async throws -> GoodwillMonths {
    let limited = Dictionary(policies.map { ($0.id, $0) }) { $1 }.values.filter {
      $0.goodwill?.budgetPerMonth != nil
    }
    guard !limited.isEmpty else { return GoodwillMonths() }
    let rows = try await executor.execute(
      .sumMonthsGoodwill, limited.map(\.id), limited.map(\.currency.code),
      limited.map { $0.zone.startOfMonth(of: moment) }, end)
    var months = GoodwillMonths()
    for row in rows {
      months.spent[try row.decode(String.self, "policy_id")] = try row.money("amount_minor", "currency")
    }
    return months
  }
}

extension Zone {
  fileprivate func startOfMonth(of instant: Date) -> Date {
    let day = civilDate(of: instant)
    return startOfDay(day.adding(days: 1 - day.components.day))
  }
}

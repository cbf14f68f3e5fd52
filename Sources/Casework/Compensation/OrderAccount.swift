import Complaints
import Foundation
import LibPQ

/// An order as it stands, with what was promised or given on it by all of its cases.
struct OrderAccount: Sendable, Hashable {
  let order: OrderSnapshot
  var ledger: OrderLedger

  /// Notes lines that were planned just now, so that the next case of the same batch finds them.
  mutating func add(_ lines: [CompensationLine]) throws(MoneyError) {
    for line in lines {
      guard let amount = line.amount, let budget = line.budget else { continue }
      switch budget {
      case .refund:
        let means = line.means ?? ""
        ledger.refunds[means] = try (ledger.refunds[means] ?? .zero(amount.currency)) + amount
      case .penalty: ledger.latePenalties.append(amount)
      case .remedyPenalty: ledger.remedyPenalties.append(amount)
      case .goodwill: ledger.goodwill.append(amount)
      case .loyalty: ledger.loyalty.append(amount)
      case .voucher: break
      }
    }
  }
}

extension OrderAccount {
  /// Locks orders and reads them. The sums are read by a statement of their own after the lock is had: the
  /// locking statement still sees what was committed before it waited.
  static func lock(
    _ orderIDs: Set<Int64>, at moment: Date, in transaction: Transaction
  ) async throws -> [Int64: OrderAccount] {
    guard !orderIDs.isEmpty else { return [:] }
    try await transaction.execute(.lockOrders, orderIDs.sorted())
    return try await read(orderIDs, at: moment, in: transaction)
  }

  /// Reads orders without a lock: for what promises no money.
  static func read(
    _ orderIDs: Set<Int64>, at moment: Date, in executor: some StatementExecutor
  ) async throws -> [Int64: OrderAccount] {
    guard !orderIDs.isEmpty else { return [:] }
    let ids = orderIDs.sorted()
    let rows = try await executor.executeUnit([
      Statement.readOrders.with(ids), Statement.sumOrderLedgers.with(ids),
    ])
    var orders: [Int64: OrderSnapshot] = [:]
    for row in rows[0] {
      orders[try row.decode(Int64.self, "order_id")] = try OrderSnapshot(row, takenAt: moment)
    }
    var ledgers: [Int64: OrderLedger] = [:]
    for row in rows[1] {
      let orderID = try row.decode(Int64.self, "order_id")
      try ledgers[orderID, default: .empty].add(row)
    }
    return Dictionary(
      uniqueKeysWithValues: orders.map { orderID, order in
        (orderID, OrderAccount(order: order, ledger: ledgers[orderID] ?? .empty))
      })
  }
}

extension OrderLedger {
  /// Adds a row of sum_order_ledgers, or of read_earlier_grants.
  mutating func add(_ row: Row) throws {
    let amount = try row.money("amount_minor", "currency")
    let budget: CompensationBudget = try row.word("budget")
    switch budget {
    case .refund: refunds[try row.decode(String?.self, "means") ?? ""] = amount
    case .penalty: latePenalties.append(amount)
    case .remedyPenalty: remedyPenalties.append(amount)
    case .goodwill: goodwill.append(amount)
    case .loyalty: loyalty.append(amount)
    case .voucher: break
    }
  }
}

extension OrderSnapshot {
  /// Reads a row of read_orders.
  fileprivate init(_ row: Row, takenAt moment: Date) throws {
    let currency = try row.currency("currency")
    let prices = try row.decode([Int64].self, "item_prices").map { Money(minorUnits: $0, currency: currency) }
    let quantities = try row.decode([Int32].self, "item_quantities")
    let skus = try row.decode([String].self, "item_skus")
    let categories = try row.decode([String?].self, "item_categories")
    let items = skus.indices.map { index in
      Item(
        sku: skus[index], quantity: Int(quantities[index]), unitPrice: prices[index],
        category: categories[index])
    }
    let amounts = try row.decode([Int64].self, "payment_amounts").map {
      Money(minorUnits: $0, currency: currency)
    }
    let payments = zip(try row.decode([String].self, "payment_means"), amounts).map {
      Payment(means: $0, amount: $1)
    }
    self.init(
      orderedAt: try row.decode(Date.self, "ordered_at"), promisedOn: try row.optionalDay("promised_on"),
      promisedZone: try row.decode(String?.self, "promised_zone").flatMap { Zone($0) },
      deliveredAt: try row.decode(Date?.self, "delivered_at"), status: try row.word("status"),
      currency: currency,
      items: items, payments: payments, takenAt: moment)
  }
}

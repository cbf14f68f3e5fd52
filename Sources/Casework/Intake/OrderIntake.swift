import Complaints
import Foundation
import JobQueue
import LibPQ

/// Writes orders with their customers, items and payments: four statements for a batch, in one round trip. Cases that are still
/// undecided are verified again when their order comes in, or changes.
struct OrderIntake: Sendable {
  let merchant: String

  /// One result for each row, in order.
  func write(_ rows: [ImportedRow<OrderRow>], in transaction: Transaction) async throws -> [RowResult] {
    // A statement cannot write a row twice. Of several rows of one order the last one counts.
    let last = Dictionary(rows.enumerated().map { ($1.row.reference, $0) }) { max($0, $1) }
    let orders = last.values.sorted().map { rows[$0].row }
    let references = orders.map(\.reference)
    let answers = try await transaction.executeUnit([
      customers(of: orders),
      Statement.upsertOrders.with(
        merchant, references, orders.map(\.customerReference), orders.map(\.currency.code),
        orders.map(\.orderedAt),
        orders.map { $0.promisedOn?.description }, orders.map(\.deliveredAt), orders.map(\.status.rawValue),
        orders.map(\.carrier), orders.map(\.seller), orders.map { $0.promisedZone?.identifier }),
      items(of: orders, references),
      payments(of: orders, references),
    ])
    let added = Set(
      try answers[1].filter { try $0.decode(Bool.self, "is_new") }.map {
        try $0.decode(String.self, "reference")
      })
    let touched = Set(try answers[1...].joined().map { try $0.decode(String.self, "reference") })
    try await recheck(added.union(touched), in: transaction)
    return rows.enumerated().map { index, row in
      let reference = row.row.reference
      guard last[reference] == index else { return .changed }
      return added.contains(reference) ? .added() : touched.contains(reference) ? .changed : .alreadyThere
    }
  }

  private func recheck(_ references: Set<String>, in transaction: Transaction) async throws {
    guard !references.isEmpty else { return }
    let cases = try await transaction.execute(.casesOfOrders, merchant, references.sorted())
    try await JobQueue.enqueue(
      try cases.map { row in
        NewJob(
          RecheckJob(caseID: try row.decode(Int64.self, "case_id")),
          band: Int(try row.decode(Int16.self, "band")))
      }, in: transaction)
  }

  /// Each customer once: what a later row leaves out, an earlier one may say.
  private func customers(of orders: [OrderRow]) -> BoundStatement {
    var customers: [String: (name: String?, email: String?, locale: String?)] = [:]
    for order in orders {
      let known = customers[order.customerReference]
      customers[order.customerReference] = (
        order.customerName ?? known?.name, order.customerEmail ?? known?.email,
        order.customerLocale ?? known?.locale
      )
    }
    let references = Array(customers.keys)
    return Statement.upsertCustomers.with(
      merchant, references, references.map { customers[$0]?.name }, references.map { customers[$0]?.email },
      references.map { customers[$0]?.locale })
  }

  private func items(of orders: [OrderRow], _ references: [String]) -> BoundStatement {
    let lines = orders.flatMap { order in
      order.items.enumerated().map { (order: order.reference, line: Int16($0 + 1), item: $1) }
    }
    return Statement.replaceOrderItems.with(
      merchant, references, lines.map(\.order), lines.map(\.line), lines.map(\.item.sku),
      lines.map { Int32($0.item.quantity) }, lines.map(\.item.unitPrice.minorUnits),
      lines.map(\.item.category))
  }

  private func payments(of orders: [OrderRow], _ references: [String]) -> BoundStatement {
    let lines = orders.flatMap { order in
      order.payments.enumerated().map { (order: order.reference, line: Int16($0 + 1), payment: $1) }
    }
    return Statement.replaceOrderPayments.with(
      merchant, references, lines.map(\.order), lines.map(\.line), lines.map(\.payment.means),
      lines.map(\.payment.amount.minorUnits))
  }
}

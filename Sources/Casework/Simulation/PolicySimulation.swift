package import Complaints
package import Foundation
package import LibPQ

/// Complaints of a file, tried under two policies: no case is made, and nothing is written anywhere.
///
/// Each complaint is judged as if it were new, under rules that had always been valid: `valid_from` does not
/// matter, nothing was given on its order before, and nobody was asked for anything yet.
package struct PolicySimulation: Sendable {
  package let complaints: [TriedComplaint]
  /// Rows that an import would reject, by their first lines.
  package let unreadableLines: [Int]
  private var orders: [String: TriedOrder] = [:]

  /// Reads the complaints. A second complaint of one customer about one order counts as a repeat (S22), the
  /// first one as not settled.
  ///
  /// - Parameter zone: of local times in the file.
  package init(complaints path: String, zone: TimeZone) async throws {
    var file = try ImportFile<ComplaintRow>(path: path, zone: zone)
    var complaints: [TriedComplaint] = []
    var unreadable: [Int] = []
    var seen: Set<[String]> = []
    while let item = try await file.next() {
      switch item {
      case .rejected(let rejection): unreadable.append(rejection.line)
      case .notice: break
      case .row(let imported):
        let row = imported.row
        let pair = [row.customerReference ?? row.customerEmail, row.orderReference].compactMap(\.self)
        let isRepeat = pair.count == 2 && !seen.insert(pair).inserted
        complaints.append(TriedComplaint(row, isRepeat: isRepeat))
      }
    }
    self.complaints = complaints
    unreadableLines = unreadable
  }

  /// How many complaints name an order that is not known.
  package var unknownOrders: Int {
    complaints.count { $0.orderReference.map { orders[$0] == nil } ?? false }
  }

  /// Takes from a file the orders that the complaints name; of several rows of one order the last, as an
  /// import does.
  package mutating func readOrders(_ path: String, zone: TimeZone, at moment: Date) async throws {
    let wanted = Set(complaints.compactMap(\.orderReference))
    var file = try ImportFile<OrderRow>(path: path, zone: zone)
    while let item = try await file.next() {
      guard case .row(let imported) = item, wanted.contains(imported.row.reference) else { continue }
      orders[imported.row.reference] = TriedOrder(imported.row, takenAt: moment)
    }
  }

  /// Takes the orders that the complaints name from the database.
  package mutating func readOrders(of merchant: String, at moment: Date, in transaction: Transaction)
    async throws
  {
    let wanted = Array(Set(complaints.compactMap(\.orderReference)))
    let rows = try await transaction.execute(.findOrders, merchant, wanted)
    let accounts = try await OrderAccount.read(
      Set(rows.map { try $0.decode(Int64.self, "order_id") }), at: moment, in: transaction)
    for row in rows {
      guard let account = accounts[try row.decode(Int64.self, "order_id")] else { continue }
      orders[try row.decode(String.self, "reference")] = TriedOrder(
        snapshot: account.order, customerReference: try row.decode(String?.self, "customer_reference"),
        customerEmail: try row.decode(String?.self, "customer_email"))
    }
  }

  /// Tries all complaints.
  package func compare(_ before: Policy, with after: Policy) throws(MoneyError) -> PolicyComparison {
    var comparison = PolicyComparison()
    for tried in complaints {
      let order = tried.orderReference.flatMap { orders[$0] }
      let complaint = tried.complaint(about: order)
      try comparison.add(
        tried.reference,
        before: PolicyTrial(complaint, order: order?.snapshot, policy: before),
        after: PolicyTrial(complaint, order: order?.snapshot, policy: after))
    }
    return comparison
  }
}

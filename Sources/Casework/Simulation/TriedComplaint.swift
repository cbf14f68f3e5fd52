package import Complaints
import Foundation

/// A complaint of an import file as far as deciding it needs it: without its words.
package struct TriedComplaint: Sendable {
  package let reference: String
  package let orderReference: String?
  private let claim: Complaint
  private let customerReference: String?
  private let customerEmail: String?

  init(_ row: ComplaintRow, isRepeat: Bool) {
    reference = row.reference
    orderReference = row.orderReference
    customerReference = row.customerReference
    customerEmail = row.customerEmail
    claim = Complaint(
      kind: row.kind, submittedAt: row.submittedAt, receivedAt: row.receivedAt, standing: row.standing,
      claimedAmount: row.claimedAmount, desiredRemedy: row.desiredRemedy, preference: row.preference,
      product: row.product, evidence: row.evidence,
      customer: .unknown, isRepeat: isRepeat)
  }

  /// With the order that it names, as intake and verification would compare the two (S23).
  package func complaint(about order: TriedOrder?) -> Complaint {
    var complaint = claim
    if let order {
      complaint.customer = CustomerMatch(
        claimedReference: customerReference, claimedEmail: customerEmail,
        orderReference: order.customerReference, orderEmail: order.customerEmail)
    }
    return complaint
  }
}

/// An order that complaints are tried with, and whose it is.
package struct TriedOrder: Sendable {
  package let snapshot: OrderSnapshot
  let customerReference: String?
  let customerEmail: String?

  init(snapshot: OrderSnapshot, customerReference: String?, customerEmail: String?) {
    self.snapshot = snapshot
    self.customerReference = customerReference
    self.customerEmail = customerEmail
  }

  init(_ row: OrderRow, takenAt moment: Date) {
    self.init(
      snapshot: OrderSnapshot(
        orderedAt: row.orderedAt, promisedOn: row.promisedOn, promisedZone: row.promisedZone,
        deliveredAt: row.deliveredAt,
        status: row.status, currency: row.currency,
        items: row.items.map {
          OrderSnapshot.Item(
            sku: $0.sku, quantity: $0.quantity, unitPrice: $0.unitPrice, category: $0.category)
        },
        payments: row.payments.map { OrderSnapshot.Payment(means: $0.means, amount: $0.amount) },
        takenAt: moment),
      customerReference: row.customerReference, customerEmail: row.customerEmail)
  }
}

import Complaints
import Foundation

/// The content of a row as bytes that are equal exactly when every field is: the same instant with another
/// offset, the same amount with other decimals or the columns in another order make no difference.
///
/// Meant for `sha256()` in the database, by which "the same reference with the same content" (already
/// there) is told from "with another content" (rejected). Fields that are empty leave nothing behind, so
/// that a column which is added to the format later does not change the digests of old rows. The bytes hold
/// personal data; keep the digest only.
package protocol ContentComparable {
  var canonicalContent: [UInt8] { get }
}

/// Writes `name length:value` for each field; the lengths keep a value from looking like the next field.
struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ column: ImportColumn, _ value: String?) {
    guard let value else { return }
    bytes.append(contentsOf: "\(column.name) \(value.utf8.count):".utf8)
    bytes.append(contentsOf: value.utf8)
  }

  /// Whole microseconds since 1970, as the database keeps them.
  mutating func add(_ column: ImportColumn, _ instant: Date?) {
    add(column, instant.map { String(Int64(($0.timeIntervalSince1970 * 1e6).rounded())) })
  }

  mutating func add(_ column: ImportColumn, _ date: CivilDate?) { add(column, date?.description) }

  mutating func add(_ column: ImportColumn, _ money: Money?) {
    add(column, money.map { "\($0.minorUnits) \($0.currency.code)" })
  }
}

extension OrderRow: ContentComparable {
  package var canonicalContent: [UInt8] {
    var writer = CanonicalWriter()
    writer.add(Columns.reference, reference)
    writer.add(Columns.customerReference, customerReference)
    writer.add(Columns.customerName, customerName)
    writer.add(Columns.customerEmail, customerEmail)
    writer.add(Columns.customerLocale, customerLocale)
    writer.add(Columns.orderedAt, orderedAt)
    writer.add(Columns.promisedOn, promisedOn)
    writer.add(Columns.deliveredAt, deliveredAt)
    writer.add(Columns.status, status.rawValue)
    writer.add(Columns.currency, currency.code)
    writer.add(Columns.promisedZone, promisedZone?.identifier)
    for item in items {
      writer.add(Columns.items, item.sku)
      writer.add(Columns.items, String(item.quantity))
      writer.add(Columns.items, item.unitPrice)
      writer.add(Columns.items, item.category)
    }
    for payment in payments {
      writer.add(Columns.payments, payment.means)
      writer.add(Columns.payments, payment.amount)
    }
    return writer.bytes
  }
}

extension ComplaintRow: ContentComparable {
  package var canonicalContent: [UInt8] {
    var writer = CanonicalWriter()
    writer.add(Columns.reference, reference)
    writer.add(Columns.orderReference, orderReference)
    writer.add(Columns.customerReference, customerReference)
    writer.add(Columns.customerName, customerName)
    writer.add(Columns.customerEmail, customerEmail)
    writer.add(Columns.kind, kind.rawValue)
    writer.add(Columns.channel, channel.rawValue)
    writer.add(Columns.preferredChannel, preferredChannel?.rawValue)
    writer.add(Columns.locale, locale)
    writer.add(Columns.standing, standing?.rawValue)
    writer.add(Columns.submittedAt, submittedAt)
    writer.add(Columns.receivedAt, receivedAt)
    writer.add(Columns.subject, subject)
    writer.add(Columns.body, body)
    writer.add(Columns.claimedAmount, claimedAmount)
    writer.add(Columns.desiredRemedy, desiredRemedy?.rawValue)
    for kind in evidence.map(\.rawValue).sorted() { writer.add(Columns.evidence, kind) }
    writer.add(Columns.refundIBAN, refundIBAN)
    writer.add(Columns.happened, happened)
    writer.add(Columns.startedOn, startedOn)
    writer.add(Columns.tried, tried)
    writer.add(Columns.takenBy, takenBy)
    writer.add(Columns.contactedAt, contactedAt)
    writer.add(Columns.formVersion, formVersion)
    writer.add(Columns.preference, preference?.rawValue)
    writer.add(Columns.product, product)
    return writer.bytes
  }
}

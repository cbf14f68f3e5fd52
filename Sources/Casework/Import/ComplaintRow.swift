package import Complaints
package import Foundation

/// A complaint out of an import file, each field checked by itself. docs/import.md describes the format.
package struct ComplaintRow: ImportableRow, Equatable {
  /// The shop's own reference of the complaint; unique per merchant.
  package let reference: String
  package let orderReference: String?
  package let customerReference: String?
  package let customerName: String?
  package let customerEmail: String?
  package let kind: ComplaintKind
  package let channel: Channel
  package let preferredChannel: Channel?
  /// A language tag: `pl`, `pl-PL`.
  package let locale: String
  package let standing: Standing?
  package let submittedAt: Date
  /// Confirmed receipt (S36); nil in the file means the same as `submittedAt`.
  package let receivedAt: Date
  package let subject: String?
  /// As the customer wrote it, with LF line ends; at most 100 000 characters. Data, never markup.
  package let body: String
  package let claimedAmount: Money?
  package let desiredRemedy: Remedy?
  package let evidence: Set<Evidence>
  /// Without spaces, with a valid checksum.
  package let refundIBAN: String?
  /// S20: what happened, when it began, what has been tried.
  package let happened: String?
  package let startedOn: CivilDate?
  package let tried: String?
  /// S23: who of the shop took it in, and when the customer was first spoken to.
  package let takenBy: String?
  package let contactedAt: Date?
  /// Of the form that was filled in (S20).
  package let formVersion: String?
  /// S11: what matters most to the customer.
  package let preference: Preference?
  /// S17: the shop's number of the product that it is about.
  package let product: String?
}

extension ComplaintRow {
  package static var title: String { "complaints" }

  enum Columns {
    static let reference = ImportColumn(0, "reference", required: true, .identifier)
    static let orderReference = ImportColumn(1, "order_reference", .identifier)
    static let customerReference = ImportColumn(2, "customer_reference", .identifier)
    static let customerName = ImportColumn(3, "customer_name", atMost: 200)
    static let customerEmail = ImportColumn(4, "customer_email", atMost: 254)
    static let kind = ImportColumn(5, "kind", required: true)
    static let channel = ImportColumn(6, "channel", required: true)
    static let preferredChannel = ImportColumn(7, "preferred_channel")
    static let locale = ImportColumn(8, "locale", required: true)
    static let standing = ImportColumn(9, "standing")
    static let submittedAt = ImportColumn(10, "submitted_at", required: true)
    static let receivedAt = ImportColumn(11, "received_at")
    static let subject = ImportColumn(12, "subject", atMost: 300)
    static let body = ImportColumn(13, "body", required: true, .freeText, atMost: 100_000)
    static let claimedAmount = ImportColumn(14, "claimed_amount")
    static let currency = ImportColumn(15, "currency")
    static let desiredRemedy = ImportColumn(16, "desired_remedy")
    static let evidence = ImportColumn(17, "evidence", atMost: 500)
    static let refundIBAN = ImportColumn(18, "refund_iban")
    static let happened = ImportColumn(19, "happened", .freeText, atMost: 10_000)
    static let startedOn = ImportColumn(20, "started_on")
    static let tried = ImportColumn(21, "tried", .freeText, atMost: 10_000)
    static let takenBy = ImportColumn(22, "taken_by", atMost: 100)
    static let contactedAt = ImportColumn(23, "contacted_at")
    static let formVersion = ImportColumn(24, "form_version", .identifier)
    static let preference = ImportColumn(25, "preference")
    static let product = ImportColumn(26, "product", .identifier)
  }

  package static let importColumns = ImportColumnList([
    Columns.reference, Columns.orderReference, Columns.customerReference, Columns.customerName,
    Columns.customerEmail, Columns.kind, Columns.channel, Columns.preferredChannel, Columns.locale,
    Columns.standing, Columns.submittedAt, Columns.receivedAt, Columns.subject, Columns.body,
    Columns.claimedAmount, Columns.currency, Columns.desiredRemedy, Columns.evidence, Columns.refundIBAN,
    Columns.happened, Columns.startedOn, Columns.tried, Columns.takenBy, Columns.contactedAt,
    Columns.formVersion, Columns.preference, Columns.product,
  ])

  package init?(reading fields: inout ImportFieldReader) {
    let reference = fields.text(Columns.reference)
    orderReference = fields.text(Columns.orderReference)
    customerReference = fields.text(Columns.customerReference)
    customerName = fields.text(Columns.customerName)
    customerEmail = fields.emailAddress(Columns.customerEmail)
    let kind = fields.value(Columns.kind, of: ComplaintKind.self)
    let channel = fields.value(Columns.channel, of: Channel.self)
    preferredChannel = fields.value(Columns.preferredChannel, of: Channel.self)
    let locale = fields.languageTag(Columns.locale)
    standing = fields.value(Columns.standing, of: Standing.self)
    let submittedAt = fields.instant(Columns.submittedAt)
    let receivedAt = fields.instant(Columns.receivedAt)
    subject = fields.text(Columns.subject)
    let body = fields.text(Columns.body)
    claimedAmount = ComplaintRow.claimedAmount(in: &fields)
    desiredRemedy = fields.value(Columns.desiredRemedy, of: Remedy.self)
    evidence = ComplaintRow.evidence(in: &fields)
    refundIBAN = fields.accountNumber(Columns.refundIBAN)
    happened = fields.text(Columns.happened)
    startedOn = fields.civilDate(Columns.startedOn)
    tried = fields.text(Columns.tried)
    takenBy = fields.text(Columns.takenBy)
    contactedAt = fields.instant(Columns.contactedAt)
    formVersion = fields.text(Columns.formVersion)
    preference = fields.value(Columns.preference, of: Preference.self)
    product = fields.text(Columns.product)
    guard let reference, let kind, let channel, let locale, let submittedAt, let body else { return nil }
    self.reference = reference
    self.kind = kind
    self.channel = channel
    self.locale = locale
    self.submittedAt = submittedAt
    self.receivedAt = receivedAt ?? submittedAt
    self.body = body
    if self.receivedAt < submittedAt {
      fields.notice(
        Columns.receivedAt, .receivedBeforeSubmitted, "the complaint was received before it was sent")
    }
  }

  /// An amount says nothing without its currency, and cannot be read without its number of decimals.
  private static func claimedAmount(in fields: inout ImportFieldReader) -> Money? {
    let currency = fields.currency(Columns.currency)
    if let currency { return fields.amount(Columns.claimedAmount, in: currency) }
    let isCurrencyWrong = fields.problems.last?.field == Columns.currency.name
    if !isCurrencyWrong, fields.text(Columns.claimedAmount) != nil {
      fields.reject(
        Columns.currency, .missingValue, "the claimed amount has no currency",
        remedy: "fill in its ISO 4217 code, for example PLN")
    }
    return nil
  }

  private static func evidence(in fields: inout ImportFieldReader) -> Set<Evidence> {
    var found: Set<Evidence> = []
    for element in fields.list(Columns.evidence) ?? [] {
      guard case .string(let bytes) = element else {
        fields.reject(
          Columns.evidence, .listSyntax, "an entry of the list cannot be read",
          remedy: "write the words with semicolons between them: receipt; photos")
        continue
      }
      guard let text = fields.text(Columns.evidence, element: bytes) else { continue }
      let evidence: Evidence? = fields.value(text, Columns.evidence)
      evidence.map { _ = found.insert($0) }
    }
    return found
  }
}

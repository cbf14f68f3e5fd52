import Complaints
import Foundation
import Testing

@testable import Casework

@Suite struct ImportRowTests {
  @Test func wholeOrder() throws {
    let text = order(with: [
      "customer_name": "Żaneta Król", "customer_email": "zaneta@poczta.example", "customer_locale": "pl_PL",
      "promised_on": "2026-03-05", "delivered_at": "2026-03-06T12:00:00+01:00", "status": "delivered",
      "items": "KUB-01 2 59.90; TAC-7 1 15.00 szkło-stołowe;", "payments": "Card 100.00; voucher 34.80",
    ])
    let items = try read(OrderRow.self, text)
    let row = try #require(items.rows().first)
    #expect(items.count == 1 && items.notices().isEmpty)
    let currency = try #require(Currency(code: "PLN"))
    func money(_ units: Int64) -> Money { Money(minorUnits: units, currency: currency) }
    #expect(row.reference == "A-1" && row.customerReference == "C-1")
    #expect(row.customerName == "Żaneta Król" && row.customerEmail == "zaneta@poczta.example")
    #expect(row.customerLocale == "pl-PL" && row.promisedOn == CivilDate("2026-03-05"))
    #expect(row.orderedAt == (try Date("2026-03-01T09:00:00Z", strategy: .iso8601)))
    #expect(row.deliveredAt == (try Date("2026-03-06T11:00:00Z", strategy: .iso8601)))
    #expect(row.status == .delivered && row.currency == currency)
    #expect(
      row.items == [
        .init(sku: "KUB-01", quantity: 2, unitPrice: money(5990)),
        .init(sku: "TAC-7", quantity: 1, unitPrice: money(1500), category: "szkło-stołowe"),
      ])
    #expect(
      row.payments == [
        .init(means: "card", amount: money(10_000)), .init(means: "voucher", amount: money(3480)),
      ])
  }

  @Test func wholeComplaint() throws {
    let text = complaint(with: [
      "order_reference": "A-1", "customer_reference": "C-1", "customer_name": "Jan",
      "customer_email": "j@x.example",
      "preferred_channel": "phone", "standing": "sole_trader", "received_at": "2026-03-03 08:00",
      "subject": "Kubek", "body": "Stłuczony.\r\nProszę o zwrot.", "claimed_amount": "59.9",
      "currency": "PLN",
      "desired_remedy": "refund_full", "evidence": "receipt; photos", "happened": "Paczka spadła",
      "refund_iban": "PL61 1090 1014 0000 0712 1981 2874", "started_on": "2026-03-01", "tried": "Dzwoniłem",
    ])
    let row = try #require(try read(ComplaintRow.self, text).rows().first)
    #expect(row.reference == "R-1" && row.orderReference == "A-1" && row.customerReference == "C-1")
    #expect(row.kind == .damaged && row.channel == .email && row.preferredChannel == .phone)
    #expect(row.standing == .soleTrader && row.locale == "pl")
    #expect(row.receivedAt.timeIntervalSince(row.submittedAt) == 22 * 3600)
    #expect(row.subject == "Kubek" && row.body == "Stłuczony.\nProszę o zwrot.")
    #expect(row.claimedAmount?.minorUnits == 5990 && row.desiredRemedy == .refundFull)
    #expect(row.evidence == [.receipt, .photos] && row.refundIBAN == "PL61109010140000071219812874")
    #expect(
      row.happened == "Paczka spadła" && row.startedOn == CivilDate("2026-03-01") && row.tried == "Dzwoniłem")
  }

  @Test func receiptIsTheSubmissionUnlessSaidOtherwise() throws {
    let row = try #require(try read(ComplaintRow.self, complaint()).rows().first)
    #expect(row.receivedAt == row.submittedAt)
    #expect(row.evidence.isEmpty && row.claimedAmount == nil && row.standing == nil)
  }

  @Test(arguments: [
    ("order_reference", "", ImportProblem.Code.missingValue),
    ("order_reference", "A\u{202E}1", .invisibleCharacter),
    ("order_reference", "A\u{200B}1", .invisibleCharacter), ("order_reference", "A\n1", .controlCharacter),
    ("order_reference", String(repeating: "x", count: 101), .tooLong),
    ("customer_reference", " ", .missingValue),
    ("customer_name", "a\u{0}b", .nulCharacter), ("customer_name", "a\tb", .controlCharacter),
    ("customer_email", "anna", .emailSyntax), ("customer_locale", "polish", .localeSyntax),
    ("ordered_at", "1.3.2026", .dateSyntax), ("ordered_at", "2026-03-29 02:30:00", .noSuchTime),
    ("ordered_at", "2026-02-30 10:00", .noSuchDate), ("ordered_at", "20226-03-01 10:00", .implausibleDate),
    ("promised_on", "2026-03-05 00:00:00", .dateSyntax), ("delivered_at", "2026-03-05", .dateSyntax),
    ("status", "delivred", .unknownValue), ("currency", "pln", .unknownCurrency),
    ("currency", "XXX", .unknownCurrency),
    ("items", "A 1", .listSyntax), ("items", "A 1 2 3", .listSyntax), ("items", "A 1 2 food x", .listSyntax),
    ("items", "A x 1.00", .quantitySyntax),
    ("items", "A 0 1.00", .quantitySyntax), ("items", "A 1 -1.00", .negativeAmount),
    ("items", "A 1 1,00", .amountSyntax), ("payments", "card", .listSyntax),
    ("payments", "ca§rd 1.00", .listSyntax),
    ("payments", String(repeating: "card 1;", count: 1001), .tooLong),
    ("payments", "card 1.005", .tooManyDecimals), ("payments", "card 1000000000000", .amountTooLarge),
  ])
  func orderProblems(column: String, value: String, code: ImportProblem.Code) throws {
    let items = try read(OrderRow.self, order(with: [column: value]))
    try expectOneProblem(items.rejections(), column, code)
    #expect(items.rows().isEmpty)
  }

  @Test(arguments: [
    ("kind", "dameged", ImportProblem.Code.unknownValue), ("channel", "fax", .unknownValue),
    ("preferred_channel", "mail", .unknownValue), ("standing", "firm", .unknownValue),
    ("locale", "", .missingValue), ("body", " \n\t", .missingValue), ("body", "a\u{0}b", .nulCharacter),
    ("subject", "Kubek\r\nBcc: all@shop.example", .controlCharacter),
    ("desired_remedy", "money", .unknownValue),
    ("evidence", "receipt; foto", .unknownValue),
    ("refund_iban", "PL61109010140000071219812875", .ibanChecksum),
    ("refund_iban", "konto", .ibanSyntax), ("started_on", "wczoraj", .dateSyntax),
  ])
  func complaintProblems(column: String, value: String, code: ImportProblem.Code) throws {
    let items = try read(ComplaintRow.self, complaint(with: [column: value]))
    try expectOneProblem(items.rejections(), column, code)
  }

  private func expectOneProblem(
    _ rejections: [ImportRejection], _ column: String, _ code: ImportProblem.Code
  ) throws {
    let rejection = try #require(rejections.first)
    #expect(rejections.count == 1 && rejection.line == 2)
    #expect(rejection.problems.map(\.code) == [code])
    #expect(rejection.problems.map(\.field) == [column])
    #expect(rejection.problems.allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
  }

  @Test func allProblemsOfARowAreToldTogether() throws {
    let text = complaint(with: [
      "kind": "dameged", "submitted_at": "gestern", "claimed_amount": "-1", "currency": "PLN",
    ])
    let rejection = try #require(try read(ComplaintRow.self, text).rejections().first)
    #expect(rejection.problems.map(\.code) == [.unknownValue, .dateSyntax, .negativeAmount])
    #expect(
      rejection.description.hasPrefix(
        "line 2, kind: the value is not known; did you mean damaged?: write one of "))
  }

  @Test func amountNeedsACurrency() throws {
    let alone = try read(ComplaintRow.self, complaint(with: ["claimed_amount": "5.00"])).rejections()
    #expect(alone.first?.problems.map(\.code) == [.missingValue])
    #expect(alone.first?.problems.map(\.field) == ["currency"])
    let unknown = try read(ComplaintRow.self, complaint(with: ["claimed_amount": "5.00", "currency": "ZŁ"]))
    #expect(unknown.rejections().first?.problems.map(\.code) == [.unknownCurrency])
  }

  @Test func invalidUTF8RejectsItsRowOnly() throws {
    let bytes =
      Array("order_reference,customer_reference,ordered_at,status,currency,customer_name\n".utf8)
      + Array("A-1,C-1,2026-03-01 10:00,placed,PLN,".utf8) + [0xC5, 0x28] + Array("\n".utf8)
      + Array("A-2,C-1,2026-03-01 10:00,placed,PLN,Król\n".utf8)
    let items = try read(OrderRow.self, bytes)
    #expect(items.rejections().map(\.line) == [2])
    #expect(items.rejections().first?.problems.map(\.code) == [.invalidUTF8])
    #expect(items.rows().map(\.customerName) == ["Król"])
  }

  @Test(arguments: [
    (["status": "delivered", "delivered_at": "2026-02-01 10:00"], ImportNotice.Code.deliveredBeforeOrdered),
    (["status": "delivered"], .statusContradictsDates),
    (["delivered_at": "2026-03-04 10:00"], .statusContradictsDates),
    (["ordered_at": "2025-10-26 02:30"], .ambiguousLocalTime),
  ])
  func orderNotices(changes: [String: String], code: ImportNotice.Code) throws {
    let items = try read(OrderRow.self, order(with: changes))
    #expect(items.rows().count == 1)
    #expect(items.notices().map(\.code) == [code])
    #expect(items.notices().map(\.line) == [2])
  }

  @Test func complaintNotices() throws {
    let early = try read(ComplaintRow.self, complaint(with: ["received_at": "2026-03-01 10:00"]))
    #expect(early.rows().count == 1 && early.notices().map(\.code) == [.receivedBeforeSubmitted])
    let controls = try read(ComplaintRow.self, complaint(with: ["body": "Stłuczony\u{B} kubek"]))
    #expect(controls.rows().map(\.body) == ["Stłuczony kubek"])
    #expect(controls.notices().map(\.code) == [.controlCharactersRemoved])
  }

  /// 100 000 characters are taken, one more is not, and 10 MB of them are read over without being held.
  @Test func longBodies() throws {
    let parts = complaint(with: ["body": "@"]).split(separator: "@").map { Array($0.utf8) }
    let next = Array("\"R-2\",\"damaged\",\"email\",\"pl\",\"2026-03-02 10:00:00\",\"Krótko.\"\n".utf8)
    let longest = Array(String(repeating: "ż", count: 100_000).utf8)
    #expect(
      try read(ComplaintRow.self, parts[0] + longest + parts[1]).rows().map(\.body.utf8.count) == [200_000])
    for body in [longest + [0x61], Array(repeating: 0x61, count: 10 << 20)] {
      let items = try read(ComplaintRow.self, parts[0] + body + parts[1] + next)
      let rejection = try #require(items.rejections().first)
      #expect(rejection.problems.map(\.code) == [.tooLong])
      #expect(items.rows().map(\.reference) == ["R-2"])
      #expect(RejectsEncoder.row(rejection).count < 410_000)
    }
  }

  @Test func canonicalContentIsTheContent() throws {
    func content(_ changes: [String: String]) throws -> [UInt8] {
      try #require(try read(ComplaintRow.self, complaint(with: changes)).rows().first).canonicalContent
    }
    let plain = try content([:])
    #expect(
      try content(["submitted_at": "2026-03-02T09:00:00Z", "received_at": "2026-03-02T10:00:00+01:00"])
        == plain)
    #expect(try content(["evidence": " ; "]) == plain)
    #expect(try content(["evidence": "photos;receipt"]) == content(["evidence": "receipt; photos; photos"]))
    #expect(try content(["body": "Kubek przyszedł stłuczony!"]) != plain)
    #expect(try content(["subject": "a", "body": "b"]) != content(["subject": "ab", "body": "b"]))
    let claimed = try content(["claimed_amount": "5", "currency": "PLN"])
    #expect(try content(["claimed_amount": "5.00", "currency": "PLN"]) == claimed)
    #expect(try content(["claimed_amount": "5.00", "currency": "EUR"]) != claimed)
  }
}

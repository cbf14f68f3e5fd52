import Foundation
import TestSupport
import Testing

@testable import Complaints
@testable import Gateways

/// Whatever a customer writes, a mail has its headers and its two parts, and each says what it was given to say.
@Suite struct HostileMailTests {
  @Test(arguments: Seeds.first(40)) func noTextChangesAMail(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    var context = MessageContext(
      complaint: .notReceived, caseReference: "R0000017", merchant: "Sklep", responsible: "Anna Żółć",
      receivedOn: CivilDate("2026-03-02")!, content: .acknowledgement(answerBy: CivilDate("2026-03-16")!))
    context.customerName = HostileText.make(12, using: &random)
    context.complaintSubject = HostileText.make(12, using: &random)
    context.complaintQuote = HostileText.make(60, using: &random)
    context.orderReference = HostileText.make(6, using: &random)
    // A merchant's own texts may put the customer's subject there.
    var message = try MessageCatalog.embedded.render(context, locale: "pl", fallback: .polish)
    message.subject += CustomerText.line(HostileText.make(30, using: &random), limit: 400)
    let name = HostileText.make(12, using: &random)
    let to =
      try (try? MailAddress("klient@poczta.example", name: name)) ?? MailAddress("klient@poczta.example")
    let mail = OutgoingMail(
      message, from: try MailAddress("pomoc@sklep.example", name: "Sklep"), to: to,
      date: Date(timeIntervalSince1970: 1_772_442_307), automation: .replied, previousKeys: ["notification-1"]
    )

    let parsed = try ParsedMail(try mail.bytes(idempotencyKey: "notification-2"))
    #expect(
      parsed.headers.map(\.name) == [
        "Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version",
        "Content-Language", "Auto-Submitted", "Content-Type",
      ])
    #expect(ParsedMail.decoded(parsed.value("Subject")) == message.subject)
    #expect(
      parsed.value("To").ends(
        with: to.name == nil ? "klient@poczta.example" : " <klient@poczta.example>"))
    #expect(parsed.parts.map(\.type) == ["text/plain; charset=utf-8", "text/html; charset=utf-8"])
    #expect(parsed.parts.map(\.text) == [message.text, message.html].map { $0.withLineEnds("\r\n") })
  }

  @Test(arguments: Seeds.first(30)) func noTextChangesANoteForAPerson(_ seed: UInt64) async throws {
    var random = SplitMix(seed)
    let (name, address) = (HostileText.make(10, using: &random), HostileText.make(10, using: &random))
    let message = RenderedMessage(
      subject: CustomerText.line(HostileText.make(10, using: &random), limit: 200), text: "Dzień dobry\n",
      html: "",
      language: .polish, usedFallback: false)
    try await MailSamples.withFolder { folder in
      let path = try await HandoverFolder(folder.path).handOver(
        HandoverNote(
          channel: .phone, caseReference: "R0000017", customerName: name, customerEmail: address,
          kind: .acknowledgement, message: message, date: Date(timeIntervalSince1970: 0)),
        idempotencyKey: "notification-2")
      let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map {
        String($0)
      }
      #expect(
        lines.prefix(9).map { $0.prefix { $0 != ":" } } == [
          "By", "To", "Mail", "Case", "Message", "Language", "Written", "Subject", "",
        ])
      #expect(lines.dropFirst(9).map { $0 } == ["Dzień dobry", ""])
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n"
            || ![.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        })
    }
  }

  @Test(arguments: Seeds.first(30)) func noNameChangesAPayoutFile(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let debtor = Debtor(
      name: "Sklep",
      accounts: [
        Debtor.Account(configured: "PLN:PL61109010140000071219812874")!,
        Debtor.Account(configured: "EUR:DE89370400440532013000")!,
      ])
    let names = (0..<6).map { _ in HostileText.make(10, using: &random) }
    let payouts = names.enumerated().map { index, name in
      OpenPayout(
        payoutID: Int64(index), key: "redress:\(index):1:1", caseReference: "R000000\(index)",
        means: PaymentInstruction.transfer,
        amount: Money(minorUnits: 100, currency: index.isMultiple(of: 2) ? zloty : euro),
        instructedAt: monday, name: name, account: try? AccountNumber("PL61109010140000071219812874"))
    }
    let documents = try PayoutDocuments(
      fileID: 1, createdAt: monday, executionDate: CivilDate("2026-03-03")!, debtor: debtor
    ).documents(for: payouts)
    #expect(documents.count == 3)
    let list = String(decoding: documents[0].content, as: UTF8.self)
    #expect(list.unicodeScalars.split(separator: "\n").count == names.count + 1)
    for document in documents.dropFirst() {
      let elements = try Elements.read(document.content)
      #expect(elements.names.filter { $0 == "CdtTrfTxInf" }.count == 3)
      #expect(elements.names.filter { $0 == "Nm" }.count == 5)
      #expect(elements.texts["Nm"]?.allSatisfy { !$0.isEmpty && $0.unicodeScalars.count <= 70 } == true)
      #expect(elements.texts["IBAN"]?.count == 4)
    }
  }
}

import Complaints
import Foundation
import FoundationXML
import LibPQ
import Testing

@testable import Gateways

@Suite struct PayoutFileTests {
  private static let debtor = Debtor(
    name: "Sklep „Żółw” & Syn <sp. z o.o.>",
    accounts: [
      Debtor.Account(configured: "PLN:PL61109010140000071219812874:BREXPLPW")!,
      Debtor.Account(configured: "EUR:DE89370400440532013000")!,
    ])
  private static let executionDate = CivilDate("2026-03-03")!

  private func open(_ gateways: GatewayDatabase, limit: Int = 10_000) async throws -> PayoutFile? {
    try await PayoutFile.open(
      for: Self.debtor, createdAt: monday, executionDate: Self.executionDate, limit: limit, in: gateways.pool)
  }

  /// Two transfers in each currency, a card, one without an account, one in a currency without an account of
  /// ours.
  private func addPayouts(_ gateways: GatewayDatabase) async throws {
    let book = PayoutBook(gateways.pool)
    let transfer = PaymentInstruction.Form.money(means: PaymentInstruction.transfer)
    let ewa = try await gateways.addCase()
    let evil = try await gateways.addCase(
      name: "=HYPERLINK(\"http://evil\")</Nm><IBAN>&amp;\u{1}\u{FFFE}, Łukasz",
      iban: "DE89 3704 0044 0532 0130 00")
    let ivan = try await gateways.addCase(name: "Иван Петров", iban: "GB29NWBK60161331926819")
    let poor = try await gateways.addCase(name: "Jan", iban: nil)
    for (key, caseID, form, amount, currency) in [
      ("redress:1:1:1", ewa, transfer, 12_345, zloty), ("redress:2:1:1", evil, transfer, 1, zloty),
      ("redress:3:1:1", ivan, transfer, 99_999, euro), ("redress:2:2:1", evil, transfer, 10_000, euro),
      ("redress:1:1:2", ewa, .money(means: "card"), 700, zloty),
      ("redress:4:1:1", poor, transfer, 800, zloty),
      ("redress:5:1:1", ewa, transfer, 900, Currency(code: "CZK")!),
    ] {
      let answer = try await book.carryOut(instruction(key, case: caseID, form, Int64(amount), currency))
      guard case .listed = answer else {
        Issue.record("not taken: \(key)")
        continue
      }
    }
  }

  @Test func documentsForTheBankHoldWhatTheListPromises() async throws {
    try await withGateways { gateways in
      try await addPayouts(gateways)
      let file = try #require(try await open(gateways))
      #expect(
        file.documents.map(\.name) == [
          "payouts-000001.csv", "payouts-000001-EUR.xml", "payouts-000001-PLN.xml",
        ])
      #expect(
        file.ways == [
          "bank_file": 4, "by_original_means": 1, "ask_customer_for_account": 1, "no_account_in_currency": 1,
        ])
      for (index, expected) in [(1, ["99999", "10000"]), (2, ["12345", "1"])] {
        let document = try XMLDocument(data: Data(file.documents[index].content))
        let amounts = try document.texts("//*[local-name()='InstdAmt']")
        #expect(amounts.map { $0.replacing(".", with: "").drop { $0 == "0" } } == expected.map { $0[...] })
        for level in ["GrpHdr", "PmtInf"] {
          let count = try document.texts("//*[local-name()='\(level)']/*[local-name()='NbOfTxs']")
          let sum = try document.texts("//*[local-name()='\(level)']/*[local-name()='CtrlSum']")
          #expect(count == [String(amounts.count)])
          #expect(Decimal(string: sum[0]) == amounts.reduce(Decimal(0)) { $0 + Decimal(string: $1)! })
        }
        let ids = try document.texts("//*[local-name()='EndToEndId']")
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { (1...35).contains($0.count) })
      }
    }
  }

  @Test func theSchemasOrderOfElements() async throws {
    try await withGateways { gateways in
      try await addPayouts(gateways)
      let file = try #require(try await open(gateways))
      let sepa = try XMLDocument(data: Data(file.documents[1].content))
      #expect(
        try sepa.children("//*[local-name()='GrpHdr']") == [
          "MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty",
        ])
      #expect(
        try sepa.children("//*[local-name()='PmtInf']") == [
          "PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "PmtTpInf", "ReqdExctnDt", "Dbtr", "DbtrAcct",
          "DbtrAgt",
          "ChrgBr", "CdtTrfTxInf", "CdtTrfTxInf",
        ])
      #expect(
        try sepa.children("(//*[local-name()='CdtTrfTxInf'])[1]") == [
          "PmtId", "Amt", "Cdtr", "CdtrAcct", "RmtInf",
        ])
      #expect(try sepa.texts("//*[local-name()='ReqdExctnDt']") == ["2026-03-03"])
      #expect(try sepa.texts("//*[local-name()='CreDtTm']") == ["2026-03-02T09:00:00Z"])
      #expect(try sepa.texts("//*[local-name()='SvcLvl']") == ["SEPA"])
      #expect(try sepa.texts("//*[local-name()='DbtrAgt']//*[local-name()='Othr']") == ["NOTPROVIDED"])
      let domestic = try XMLDocument(data: Data(file.documents[2].content))
      #expect(try domestic.texts("//*[local-name()='SvcLvl']").isEmpty)
      #expect(try domestic.texts("//*[local-name()='BIC']") == ["BREXPLPW"])
    }
  }

  @Test func namesCannotWriteMarkupOrFormulas() async throws {
    try await withGateways { gateways in
      try await addPayouts(gateways)
      let file = try #require(try await open(gateways))
      let domestic = try XMLDocument(data: Data(file.documents[2].content))
      #expect(
        try domestic.texts("//*[local-name()='Cdtr']")
          == ["Ewa Żak", "=HYPERLINK(\"http://evil\")</Nm><IBAN>&amp;, Łukasz"])
      let sepa = try XMLDocument(data: Data(file.documents[1].content))
      #expect(try sepa.texts("//*[local-name()='Cdtr']")[0] == "Ivan Petrov")
      #expect(
        try sepa.texts("//*[local-name()='Nm']").allSatisfy {
          $0.wholeMatch(of: /[A-Za-z0-9\/\-?:().,'+ ]{1,70}/) != nil
        })

      let list = String(decoding: file.documents[0].content, as: UTF8.self)
      #expect(list.hasPrefix("\u{FEFF}payout,key,case,"))
      let lines = list.split(separator: "\r\n")
      #expect(lines.count == 8)
      #expect(lines.allSatisfy { !$0.contains(",=") && !$0.contains(",\"=") })
      #expect(lines[2].contains("\"'=HYPERLINK(\"\"http://evil\"\")"))
      #expect(
        lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[7] } == [
          "bank_file", "bank_file", "bank_file", "bank_file", "by_original_means", "ask_customer_for_account",
          "no_account_in_currency",
        ])
    }
  }

  @Test func aPayoutIsInOneFileAlsoWhenTwoAreMadeAtOnce() async throws {
    try await withGateways { gateways in
      let book = PayoutBook(gateways.pool)
      let caseID = try await gateways.addCase()
      for number in 1...40 {
        _ = try await book.carryOut(
          instruction("redress:1:1:\(number)", case: caseID, .money(means: PaymentInstruction.transfer), 100))
      }
      let pool = gateways.pool
      let files = try await withThrowingTaskGroup { group in
        for _ in 1...8 {
          group.addTask {
            try await PayoutFile.open(
              for: Self.debtor, createdAt: monday, executionDate: Self.executionDate, limit: 7, in: pool)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      var ids = files.compactMap(\.self).flatMap { file in endToEndIDs(file) }
      while let rest = try await open(gateways) { ids += endToEndIDs(rest) }
      #expect(ids.count == 40)
      #expect(Set(ids).count == 40)
    }
  }

  @Test func readAgainItIsTheSameBytesWhateverBecameOfTheCustomer() async throws {
    try await withGateways { gateways in
      try await addPayouts(gateways)
      let file = try #require(try await open(gateways))
      _ = try await gateways.rows("update casework.customer set name = null, erased_at = now()")
      _ = try await gateways.rows("delete from casework.case_text")
      let again = try #require(try await PayoutFile.read(file.fileID, in: gateways.pool))
      #expect(Set(again.documents) == Set(file.documents))
      #expect(try await open(gateways) == nil)
      #expect(try await PayoutFile.read(99, in: gateways.pool) == nil)
      _ = try await gateways.rows("delete from casework.payout_document")
      await #expect(throws: PayoutFileError.documentsErased) {
        try await PayoutFile.read(file.fileID, in: gateways.pool)
      }
    }
  }

  @Test func writtenTwiceItIsThereOnceAndOnlyForItsOwner() async throws {
    try await withGateways { gateways in
      try await addPayouts(gateways)
      let file = try #require(try await open(gateways))
      let directory = NSTemporaryDirectory() + "/redress-payouts-\(UUID())/deep"
      defer { try? FileManager.default.removeItem(atPath: directory) }
      let paths = try file.write(to: directory)
      #expect(try file.write(to: directory) == paths)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory).count == 3)
      for (path, document) in zip(paths, file.documents) {
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(document.content))
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
      }
    }
  }

  @Test(arguments: [
    "PLN", "PLN:PL6110901014000007121981287", "XXX:PL61109010140000071219812874",
    "PLN:PL61109010140000071219812874:bank",
  ])
  func accountsThatAreNone(_ text: String) {
    #expect(Debtor.Account(configured: text) == nil)
  }
}

private func endToEndIDs(_ file: PayoutFile) -> [String] {
  file.documents.filter { $0.name.hasSuffix(".xml") }.flatMap { document in
    (try? XMLDocument(data: Data(document.content)).texts("//*[local-name()='EndToEndId']")) ?? []
  }
}

extension XMLDocument {
  /// The texts of the nodes on a path, without the white space of the indentation.
  func texts(_ path: String) throws -> [String] {
    try nodes(forXPath: path).map { ($0.stringValue ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  /// The names of a node's elements, in order.
  func children(_ path: String) throws -> [String] {
    (try nodes(forXPath: path).first?.children ?? []).compactMap { $0.kind == .element ? $0.localName : nil }
  }
}

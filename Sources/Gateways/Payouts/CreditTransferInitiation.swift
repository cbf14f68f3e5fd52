import Complaints
import Foundation

/// One transfer of a credit transfer initiation.
struct CreditTransfer: Sendable, Hashable {
  let endToEndID: String
  let amount: Money
  let name: String
  let account: AccountNumber
  let remittance: String

  /// `nil` for a payout that is no bank transfer, or whose recipient is not known well enough for one.
  init?(_ payout: OpenPayout) {
    guard payout.means == PaymentInstruction.transfer, let account = payout.account,
      let name = payout.name?.trimmingCharacters(in: .whitespacesAndNewlines), !name.isEmpty
    else { return nil }
    endToEndID = payout.key
    amount = payout.amount
    self.name = name
    self.account = account
    remittance = payout.caseReference
  }
}

/// A customer credit transfer initiation of ISO 20022, pain.001.001.03: one debtor's account, one currency.
///
/// In euro it asks for the SEPA service level and keeps to the characters that every bank of that scheme must
/// take (EPC217-08); in other currencies names keep their letters, and the costs are shared.
struct CreditTransferInitiation {
  /// At most 35 characters; never used again with this bank.
  let id: String
  let createdAt: Date
  let executionDate: CivilDate
  let debtor: String
  let account: Debtor.Account
  /// All in the account's currency; never empty.
  let transfers: [CreditTransfer]

  private var isSEPA: Bool { account.currency.code == "EUR" }

  func xml() throws(MoneyError) -> String {
    let sum = try Money.sum(transfers.map(\.amount), in: account.currency).decimal
    var xml = XMLText()
    xml.element("Document", attributes: "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"") { xml in
      xml.element("CstmrCdtTrfInitn") { xml in
        header(sum, &xml)
        payment(sum, &xml)
      }
    }
    return xml.text
  }

  private func header(_ sum: String, _ xml: inout XMLText) {
    xml.element("GrpHdr") { xml in
      xml.element("MsgId", id)
      xml.element("CreDtTm", createdAt.formatted(.iso8601))
      xml.element("NbOfTxs", String(transfers.count))
      xml.element("CtrlSum", sum)
      xml.element("InitgPty") { $0.element("Nm", bankText(debtor)) }
    }
  }

  private func payment(_ sum: String, _ xml: inout XMLText) {
    xml.element("PmtInf") { xml in
      xml.element("PmtInfId", id)
      xml.element("PmtMtd", "TRF")
      xml.element("NbOfTxs", String(transfers.count))
      xml.element("CtrlSum", sum)
      if isSEPA { xml.element("PmtTpInf") { $0.element("SvcLvl") { $0.element("Cd", "SEPA") } } }
      xml.element("ReqdExctnDt", executionDate.description)
      xml.element("Dbtr") { $0.element("Nm", bankText(debtor)) }
      xml.element("DbtrAcct") { xml in
        xml.element("Id") { $0.element("IBAN", account.number.compact) }
        xml.element("Ccy", account.currency.code)
      }
      xml.element("DbtrAgt") { agent(&$0) }
      xml.element("ChrgBr", isSEPA ? "SLEV" : "SHAR")
      for transfer in transfers { self.transfer(transfer, &xml) }
    }
  }

  /// The schema wants an agent; a bank that needs no code takes NOTPROVIDED.
  private func agent(_ xml: inout XMLText) {
    xml.element("FinInstnId") { xml in
      if let bic = account.bic {
        xml.element("BIC", bic)
      } else {
        xml.element("Othr") { $0.element("Id", "NOTPROVIDED") }
      }
    }
  }

  private func transfer(_ transfer: CreditTransfer, _ xml: inout XMLText) {
    xml.element("CdtTrfTxInf") { xml in
      xml.element("PmtId") { $0.element("EndToEndId", transfer.endToEndID) }
      xml.element("Amt") { xml in
        xml.element("InstdAmt", transfer.amount.decimal, attributes: "Ccy=\"\(account.currency)\"")
      }
      xml.element("Cdtr") { $0.element("Nm", bankText(transfer.name)) }
      xml.element("CdtrAcct") { $0.element("Id") { $0.element("IBAN", transfer.account.compact) } }
      xml.element("RmtInf") { $0.element("Ustrd", transfer.remittance) }
    }
  }

  /// A name as banks take it: at most 70 characters, and under SEPA the basic Latin ones only. Never empty.
  private func bankText(_ name: String) -> String {
    var text = name
    if isSEPA {
      text = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? text
      text = String(text.map { CreditTransferInitiation.basicLatin.contains($0) ? $0 : " " })
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").unicodeScalars.prefix(70)
    return words.isEmpty ? "NOTPROVIDED" : String(String.UnicodeScalarView(words))
  }

  private static let basicLatin = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ")
}

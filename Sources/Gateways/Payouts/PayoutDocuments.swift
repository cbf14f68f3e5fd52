import Complaints
import Foundation

/// Makes the documents of a payout file. Pure: the same payouts give the same bytes.
struct PayoutDocuments {
  let fileID: Int64
  let createdAt: Date
  let executionDate: CivilDate
  let debtor: Debtor

  /// The list first, then the documents for the bank by currency.
  func documents(for payouts: [OpenPayout]) throws(MoneyError) -> [PayoutFile.Document] {
    var documents = [list(payouts)]
    for currency in Set(payouts.map(\.amount.currency)).sorted(by: { $0.code < $1.code }) {
      let transfers = payouts.compactMap { payout in
        payout.amount.currency == currency ? CreditTransfer(payout) : nil
      }
      guard let account = debtor.account(in: currency), !transfers.isEmpty else { continue }
      let initiation = CreditTransferInitiation(
        id: "\(day(createdAt))-\(fileID)-\(currency)", createdAt: createdAt, executionDate: executionDate,
        debtor: debtor.name, account: account, transfers: transfers)
      documents.append(
        PayoutFile.Document(name: name(currency), content: Array(try initiation.xml().utf8)))
    }
    return documents
  }

  /// How a payout reaches the customer.
  func way(of payout: OpenPayout) -> PayoutWay {
    guard payout.means == PaymentInstruction.transfer else { return .originalMeans }
    guard CreditTransfer(payout) != nil else { return .recipientUnknown }
    guard debtor.account(in: payout.amount.currency) != nil else { return .noAccountOfOurs }
    return .bank(document: name(payout.amount.currency))
  }

  private func list(_ payouts: [OpenPayout]) -> PayoutFile.Document {
    var table = SpreadsheetText([
      "payout", "key", "case", "means", "amount", "currency", "instructed_at", "way", "document", "name",
      "account",
    ])
    for payout in payouts {
      let way = way(of: payout)
      var document = ""
      if case .bank(let name) = way { document = name }
      table.append([
        String(payout.payoutID), payout.key, payout.caseReference, payout.means, payout.amount.decimal,
        payout.amount.currency.code, instant(payout.instructedAt), way.word, document, payout.name ?? "",
        payout.account?.compact ?? "",
      ])
    }
    return PayoutFile.Document(name: "payouts-\(number).csv", content: table.bytes)
  }

  private func name(_ currency: Currency) -> String { "payouts-\(number)-\(currency).xml" }

  private var number: String {
    let digits = String(fileID)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  private func instant(_ date: Date) -> String { date.formatted(.iso8601) }

  private func day(_ date: Date) -> String {
    date.formatted(.iso8601.year().month().day().dateSeparator(.omitted))
  }
}

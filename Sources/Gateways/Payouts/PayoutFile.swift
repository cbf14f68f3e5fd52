package import Complaints
package import Foundation
package import LibPQ

/// A batch of payouts as documents: one credit transfer initiation for each currency, and a list of all.
///
/// A payout is in one file at most. The documents are kept with the file, so that writing them again gives
/// the same bytes whatever became of the customers' data, the configuration or this program meanwhile.
package struct PayoutFile: Sendable, Hashable {
  package struct Document: Sendable, Hashable {
    /// `payouts-000007.csv`, `payouts-000007-PLN.xml`.
    package let name: String
    package let content: [UInt8]
  }

  package let fileID: Int64
  package let createdAt: Date
  package let documents: [Document]
  /// How many of the payouts go which way, by the words of the list's column `way`; `nil` of a file that is read again.
  package let ways: [String: Int]?

  /// Takes the open payouts into a new file; `nil` when there are none. Committed before it returns: from
  /// then on they are in this file, whether or not anybody ever writes it out.
  ///
  /// - Parameters:
  ///   - createdAt: stands in the documents; the time of the file for the bank.
  ///   - executionDate: the day on which the bank should pay; banks take the next working day.
  ///   - limit: the most payouts that go into one file; the rest stays open. Banks have limits.
  package static func open(
    for debtor: Debtor, createdAt: Date, executionDate: CivilDate, limit: Int = 10_000, in pool: Pool
  ) async throws -> PayoutFile? {
    try await pool.withTransaction { transaction in
      let payouts = try await transaction.execute(GatewayStatement.lockOpenPayouts, limit).map(
        OpenPayout.init)
      guard !payouts.isEmpty else { return nil }
      let opened = try await transaction.execute(
        GatewayStatement.openPayoutFile, createdAt, payouts.map(\.payoutID))
      guard let row = opened.first, try row.decode(Int64.self, "assigned") == Int64(payouts.count) else {
        throw PayoutFileError.notAssigned
      }
      let fileID = try row.decode(Int64.self, "file_id")
      let making = PayoutDocuments(
        fileID: fileID, createdAt: createdAt, executionDate: executionDate, debtor: debtor)
      let documents = try making.documents(for: payouts)
      for document in documents {
        try await transaction.execute(
          GatewayStatement.keepPayoutDocument, fileID, document.name, document.content)
      }
      let ways = Dictionary(grouping: payouts) { making.way(of: $0).word }.mapValues(\.count)
      return PayoutFile(fileID: fileID, createdAt: createdAt, documents: documents, ways: ways)
    }
  }

  /// The file with that number, as it was first made; `nil` when there is none.
  ///
  /// - Throws: `PayoutFileError.documentsErased` when its documents are no longer kept.
  package static func read(_ fileID: Int64, in executor: some StatementExecutor) async throws -> PayoutFile? {
    let rows = try await executor.execute(GatewayStatement.readPayoutDocuments, fileID)
    guard let first = rows.first else { return nil }
    guard first.isNull("name") == false else { throw PayoutFileError.documentsErased }
    return PayoutFile(
      fileID: fileID, createdAt: try first.decode(Date.self, "created_at"),
      documents: try rows.map { row in
        Document(
          name: try row.decode(String.self, "name"), content: try row.decode([UInt8].self, "content"))
      }, ways: nil)
  }

  /// Writes the documents into a directory, which it makes when it is missing, and returns their paths. A
  /// document that is there already is replaced as a whole, never seen half-written; after a crash it is the
  /// old one or the new one. Only the owner may read it: it holds names and accounts.
  package func write(to directory: String) throws -> [String] {
    try documents.map { document in
      let path = directory + "/" + document.name
      try DurableFile.write(document.content, to: path)
      return path
    }
  }
}

/// Why a payout file cannot be made or read.
package enum PayoutFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A payout is in a currency that this version does not know.
  case unknownCurrency(String)
  /// A payout that was locked could not be assigned. Not expected: nothing was written.
  case notAssigned
  /// The documents held personal data, and were erased after the time for which books are kept.
  case documentsErased
  /// There is no such file, or it was confirmed before.
  case notToConfirm(Int64)
  /// The file does not hold these payouts.
  case notInFile(Int64, payouts: [Int64])

  package var description: String {
    switch self {
    case .unknownCurrency(let code): "a payout is in \(code), a currency that this version does not know"
    case .notAssigned: "the open payouts changed while the file was made; nothing was written"
    case .documentsErased: "the documents of this file were erased"
    case .notToConfirm(let file): "there is no payout file \(file), or it was confirmed before"
    case .notInFile(let file, let payouts):
      "payout file \(file) does not hold \(payouts.map(String.init).joined(separator: ", "))"
    }
  }
}

import Complaints
import Foundation
import Testing

@testable import Casework

@Suite struct ImportSampleTests {
  private func sample<Row: ImportableRow>(_ type: Row.Type, _ name: String) throws -> [ImportItem<Row>] {
    try read(type, Array(Data(contentsOf: repository.appending(path: "samples/\(name)"))))
  }

  @Test func samplesAreWithoutBlemish() throws {
    let orders = try sample(OrderRow.self, "orders.csv")
    let complaints = try sample(ComplaintRow.self, "complaints.csv")
    #expect(orders.rows().count >= 200 && orders.rejections().isEmpty && orders.notices().isEmpty)
    #expect(complaints.rows().count >= 150 && complaints.rejections().isEmpty && complaints.notices().isEmpty)
    #expect(Set(orders.rows().map(\.reference)).count == orders.count)
    #expect(Set(complaints.rows().map(\.reference)).count == complaints.count)
    #expect(Set(complaints.rows().map(\.body)).count == complaints.count, "every complaint has its own text")
  }

  @Test func samplesCoverTheVocabulary() throws {
    let orders = try sample(OrderRow.self, "orders.csv").rows()
    let complaints = try sample(ComplaintRow.self, "complaints.csv").rows()
    for language in ["pl", "ru", "en"] {
      let kinds = Set(complaints.filter { $0.locale == language }.map(\.kind))
      #expect(kinds == Set(ComplaintKind.allCases), "\(language)")
    }
    #expect(Set(complaints.map(\.channel)) == Set(Channel.allCases))
    #expect(Set(complaints.compactMap(\.standing)) == Set(Standing.allCases))
    #expect(complaints.reduce(into: Set<Evidence>()) { $0.formUnion($1.evidence) } == Set(Evidence.allCases))
    #expect(
      Set(orders.map(\.status)).isSuperset(of: [.paid, .shipped, .delivered, .cancelled, .unavailable]))
    let means = Set(orders.flatMap(\.payments).map(\.means))
    #expect(means == ["card", "blik", "transfer", "cash_on_delivery", "voucher"])
    #expect(orders.contains { $0.payments.count > 1 })
    #expect(Set(orders.flatMap(\.items).map(\.category)) == [nil, "food", "furniture"])
    let addresses = orders.compactMap(\.customerEmail) + complaints.compactMap(\.customerEmail)
    #expect(addresses.allSatisfy { $0.hasSuffix(".example") || $0.hasSuffix("@example.com") })
  }

  /// The grounds and facts that can be found from data; misuse and wear stand in the texts.
  @Test func samplesCoverWhatVerificationFinds() throws {
    let orders = try sample(OrderRow.self, "orders.csv").rows()
    let complaints = try sample(ComplaintRow.self, "complaints.csv").rows()
    let byReference = Dictionary(uniqueKeysWithValues: orders.map { ($0.reference, $0) })
    let pairs = complaints.compactMap { complaint in
      complaint.orderReference.flatMap { byReference[$0] }.map { (complaint, $0) }
    }
    #expect(complaints.contains { $0.orderReference == nil })
    #expect(complaints.contains { $0.orderReference.map { byReference[$0] == nil } ?? false })
    #expect(pairs.contains { $0.receivedAt < $1.orderedAt })
    #expect(pairs.contains { $0.receivedAt.timeIntervalSince($1.orderedAt) > 2.1 * 365 * 86_400 })
    #expect(Dictionary(grouping: pairs, by: \.1.reference).values.contains { $0.count > 1 })
    #expect(pairs.contains { $0.customerEmail != nil && $0.customerEmail != $1.customerEmail })
    let zone = TimeZone(identifier: "Europe/Warsaw")!
    func day(_ instant: Date) -> Int {
      Int((instant.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: instant))) / 86_400)
    }
    for isDelivered in [true, false] {
      for isLate in [true, false] {
        let found = pairs.contains { complaint, order in
          let end = isDelivered ? order.deliveredAt : order.deliveredAt == nil ? complaint.receivedAt : nil
          guard let end, let promised = order.promisedOn else { return false }
          return (day(end) > promised.daysSinceEpoch) == isLate
        }
        #expect(found, "delivered: \(isDelivered), late: \(isLate)")
      }
    }
  }

  /// The NDJSON files are a part of the others, so that importing them afterwards changes nothing.
  @Test func samplesAsNDJSONAreTheSameRows() throws {
    let orders = Set(try sample(OrderRow.self, "orders.csv").rows().map(\.canonicalContent))
    let complaints = Set(try sample(ComplaintRow.self, "complaints.csv").rows().map(\.canonicalContent))
    let fewOrders = try sample(OrderRow.self, "orders.ndjson")
    let fewComplaints = try sample(ComplaintRow.self, "complaints.ndjson")
    #expect(fewOrders.rows().count == fewOrders.count && fewOrders.count >= 20)
    #expect(fewComplaints.rows().count == fewComplaints.count && fewComplaints.count >= 20)
    #expect(orders.isSuperset(of: fewOrders.rows().map(\.canonicalContent)))
    #expect(complaints.isSuperset(of: fewComplaints.rows().map(\.canonicalContent)))
  }

  @Test func badSamplesShowEveryRejectionAndNotice() throws {
    let orders = try sample(OrderRow.self, "bad-orders.csv")
    let complaints = try sample(ComplaintRow.self, "bad-complaints.csv")
    let problems = Set((orders.rejections() + complaints.rejections()).flatMap { $0.problems.map(\.code) })
    let ofFiles: Set<ImportProblem.Code> = [
      .emptyFile, .notUTF8, .wrongSeparator, .brokenHeader, .noHeader, .missingColumn, .duplicateColumn,
    ]
    let ofJSON: Set<ImportProblem.Code> = [.brokenJSON, .duplicateField, .wrongType]
    #expect(
      Set(ImportProblem.Code.allCases).subtracting(problems)
        == ofFiles.union(ofJSON).union([.rowTooLong, .conflictingReference, .outsidePolicy]))
    let notices = Set((orders.notices() + complaints.notices()).map(\.code))
    #expect(
      Set(ImportNotice.Code.allCases).subtracting(notices)
        == [.noRows, .unknownOrder, .complaintBeforeOrder, .otherCurrency])
    #expect(orders.rows().count == 7 && complaints.rows().count == 9, "what is right is kept")
  }
}

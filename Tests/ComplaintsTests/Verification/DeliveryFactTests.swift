import Complaints
import Foundation
import Testing

/// "What had become of the delivery", in its order of precedence.
@Suite struct DeliveryFactTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let order: OrderSnapshot
    let moment: String
    let fact: DeliveryFact

    init(_ text: String, _ order: OrderSnapshot, at moment: String, _ fact: DeliveryFact) {
      (testDescription, self.order, self.moment, self.fact) = (text, order, moment, fact)
    }
  }

  static let noon = "2026-06-15T12:00:00+02:00"

  static let rows: [Row] = [
    Row("before the order", .sample(), at: "2026-06-01T09:59:59+02:00", .complaintOlderThanOrder),
    Row(
      "before a cancelled order", .sample(status: .cancelled), at: "2026-05-30T12:00:00+02:00",
      .complaintOlderThanOrder),
    Row("the moment of the order itself", .sample(), at: "2026-06-01T10:00:00+02:00", .notYetDue),
    Row(
      "delivered the day before", .sample(delivered: "2026-06-07T12:00:00+02:00"), at: noon, .deliveredOnTime),
    Row(
      "the last second of the day", .sample(delivered: "2026-06-08T23:59:59+02:00"), at: noon,
      .deliveredOnTime),
    Row(
      "the next civil day", .sample(delivered: "2026-06-09T00:00:00+02:00"), at: noon, .deliveredLate(days: 1)
    ),
    Row(
      "tomorrow in Warsaw, today in London", .sample(delivered: "2026-06-08T23:30:00+01:00"), at: noon,
      .deliveredLate(days: 1)),
    Row(
      "delivered a week late", .sample(delivered: "2026-06-15T12:00:00+02:00"), at: noon,
      .deliveredLate(days: 7)),
    Row(
      "delivered after the complaint", .sample(delivered: "2026-06-15T12:00:01+02:00"), at: noon,
      .overdue(days: 7)),
    Row(
      "delivered and cancelled: it came", .sample(delivered: "2026-06-05T12:00:00+02:00", status: .cancelled),
      at: noon, .deliveredOnTime),
    Row(
      "delivered, nothing promised", .sample(delivered: "2026-06-05T12:00:00+02:00", promised: nil), at: noon,
      .deliveredWithoutPromise),
    Row("cancelled after the promised day", .sample(status: .cancelled), at: noon, .cancelled),
    Row(
      "cancelled, delivered later", .sample(delivered: "2026-06-16T12:00:00+02:00", status: .cancelled),
      at: noon, .cancelled),
    Row("unavailable", .sample(status: .unavailable), at: noon, .unavailable),
    Row("overdue", .sample(), at: noon, .overdue(days: 7)),
    Row("called delivered, without a date", .sample(status: .delivered), at: noon, .overdue(days: 7)),
    Row("the promised day is not over", .sample(), at: "2026-06-08T23:59:59+02:00", .notYetDue),
    Row("the promised day is over", .sample(), at: "2026-06-09T00:00:00+02:00", .overdue(days: 1)),
    Row("nothing delivered, nothing promised", .sample(promised: nil), at: noon, .unknown),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let fact = DeliveryFact(row.order, asOf: at(row.moment), zone: warsaw)
    #expect(fact == row.fact)
    #expect(try DomainJSON.decode(DeliveryFact.self, from: DomainJSON.encode(fact)) == fact)
  }

  @Test("A promise may be of another zone than the policy's")
  func zoneOfThePromise() throws {
    var order = OrderSnapshot.sample(delivered: "2026-06-09T03:00:00+02:00")
    #expect(DeliveryFact(order, asOf: at(Self.noon), zone: warsaw) == .deliveredLate(days: 1))
    order.promisedZone = Zone("America/New_York")
    #expect(DeliveryFact(order, asOf: at(Self.noon), zone: warsaw) == .deliveredOnTime)
  }

  @Test func snapshotsSurviveJSON() throws {
    var order = OrderSnapshot.sample(delivered: "2026-06-09T03:00:00+02:00")
    order.promisedZone = warsaw
    #expect(try DomainJSON.decode(OrderSnapshot.self, from: DomainJSON.encode(order)) == order)
  }
}

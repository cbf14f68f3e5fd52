import Complaints
import Testing

/// L6, art. 23: 1 % of the goods' price for each day by which a remedy is late, at most that price.
@Suite struct RemedyPenaltyTests {
  private static let rubles = Currency(code: "RUB")!

  private func money(_ text: String) throws -> Money { try Money(decimal: text, currency: Self.rubles) }

  private func penalty(
    days: Int, items price: String = "1000.00", granted: OrderLedger = .empty, policy id: String = "ru",
    replacing changes: [(String, String)] = []
  ) throws -> CompensationLine? {
    let order = OrderSnapshot.sample(
      paid: [("card", "1300.00")], items: [("TEA-1", 1, price)], currency: Self.rubles)
    return try RemedyPenalty.line(
      daysLate: days, number: 2, order: order, granted: granted, policy: policy(id, replacing: changes),
      caseID: "7", decisionVersion: 1)
  }

  @Test(
    arguments: [
      (1, "1000.00", "10.00"), (12, "1000.00", "120.00"), (100, "1000.00", "1000.00"),
      (3000, "1000.00", "1000.00"),
      // Rounded once, after the days: three times 0.4950 is 1.485.
      (3, "49.50", "1.49"), (1, "0.50", "0.01"),
    ])
  func byTheDayUpToThePrice(days: Int, price: String, expected: String) throws {
    let line = try #require(try penalty(days: days, items: price))
    let due = try money(expected)
    #expect(line.amount == due)
    #expect(line.budget == .remedyPenalty && line.instrument == .bankTransfer && line.number == 2)
    #expect(line.idempotencyKey == "redress:7:1:2")
  }

  @Test func ofWhatEarlierCasesHadOnlyTheRestIsLeft() throws {
    let most = OrderLedger(remedyPenalties: [try money("900.00"), try money("95.00")])
    #expect(try penalty(days: 12, granted: most)?.amount == (try money("5.00")))
    let all = OrderLedger(remedyPenalties: [try money("1000.00")])
    #expect(try penalty(days: 12, granted: all) == nil)
    // The penalty for late goods has a cap of its own.
    let other = OrderLedger(latePenalties: [try money("1300.00")])
    #expect(try penalty(days: 12, granted: other)?.amount == (try money("120.00")))
  }

  @Test func baseRateCapAndRoundingAreThePolicys() throws {
    let section = "  rate_per_day: 1%\n  base: items\n  cap: 100%\n  rounding: half_up"
    #expect(
      try penalty(
        days: 3, items: "999.99",
        replacing: [(section, "  rate_per_day: 0.1%\n  base: paid\n  cap: 0.2%\n  rounding: floor")])?.amount
        == (try money("2.60")))
  }

  @Test func aPolicyWithoutItOwesNone() throws {
    #expect(try policy("pl").remedyPenalty == nil)
    #expect(try penalty(days: 12, policy: "pl") == nil)
  }

  @Test func onlyWhatIsOwedByTheDay() {
    let applies = Basis.allCases.filter {
      RemedyPenalty.applies(to: RemedyOption(.refundFull, amount: nil, basis: $0))
    }
    #expect(Set(applies) == [.statutory, .deemed])
  }
}

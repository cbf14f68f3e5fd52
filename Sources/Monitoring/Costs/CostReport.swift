package import Complaints
import Foundation
import LibPQ

/// What compensation cost in a period: docs/reports.md says what each figure counts. Amounts of two currencies are never added.
package struct CostReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// Of the days on which something was given; of what is not given yet, on which it was promised.
  package let period: ReportPeriod
  /// Of the series.
  package let step: ReportStep
  /// By currency.
  package let currencies: [CompensationCost]
  /// By policy, kind of complaint, remedy, basis and currency; in each currency the dearest first.
  package let rows: [CompensationCost]
  /// By currency and step, in the order of both; steps in which nothing was given are left out.
  package let series: [CostPoint]
}

/// So many, and what they come to.
package struct CostSum: Sendable, Hashable, Encodable {
  package let count: Int64
  package let minorUnits: Int64

  package init(count: Int64, minorUnits: Int64) {
    self.count = count
    self.minorUnits = minorUnits
  }
}

/// What was given in one currency.
package struct CompensationCost: Sendable, Hashable, Encodable {
  /// `nil`: of all policies, kinds of complaint, remedies and bases.
  package let policy: String?
  package let complaint: String?
  package let remedy: String?
  /// `statutory`, `contractual`, `deemed`, `goodwill`, or `loyalty` for what regular customers get.
  package let basis: String?
  package let currency: Currency
  /// Complaints for which something was given.
  package let complaints: Int64
  package let given: CostSum
  /// Of what was given: beyond what is owed, for regular customers, and penalties for coming late.
  package let goodwill: CostSum
  package let loyalty: CostSum
  package let penalties: CostSum
  /// Promised in the period: nobody knows whether it was paid, or it is still to come. No part of what was given.
  package let unknown: CostSum
  package let pending: CostSum
  /// Vouchers and codes among what was given, and what has become of them by now.
  package let codes: CostSum
  package let redeemed: CostSum
  package let expired: CostSum
  /// Of what was given for a complaint, in minor units, rounded half up; `nil` where nothing was.
  package let meanMinorUnits: Int64?
  /// What was paid for the orders of these complaints in this currency, each once.
  package let orderValueMinorUnits: Int64
  /// Of that, what was given on these orders; `nil` where nothing was paid, or no order is known.
  package let orderShare: Double?

  /// Given because it is owed, by law or by contract.
  package var owed: CostSum {
    CostSum(
      count: given.count - goodwill.count - loyalty.count,
      minorUnits: given.minorUnits - goodwill.minorUnits - loyalty.minorUnits)
  }

  package func money(_ sum: CostSum) -> Money { Money(minorUnits: sum.minorUnits, currency: currency) }
}

/// What was given in one currency in one step of the period.
package struct CostPoint: Sendable, Hashable, Encodable {
  package let currency: Currency
  /// The first day of the step.
  package let from: CivilDate
  package let complaints: Int64
  package let given: CostSum
  package let goodwill: CostSum
  package let loyalty: CostSum
}

extension Monitor {
  /// - Parameter step: `nil`: one that suits the period.
  package func costs(of period: ReportPeriod, each step: ReportStep? = nil) async throws -> CostReport {
    let step = step ?? ReportStep(suiting: period)
    let answers = try await read(
      Statement.businessTime.with(),
      Statement.reportCost.with(period.start, period.end, period.instants(step)))
    let steps = step.beginnings(in: period)
    var (currencies, rows): ([CompensationCost], [CompensationCost]) = ([], [])
    var series: [CostPoint] = []
    for row in answers[1] {
      let cost = try CompensationCost(row)
      if let number = try row.decode(Int?.self, "step") {
        guard cost.given.count > 0 else { continue }
        series.append(
          CostPoint(
            currency: cost.currency, from: steps[number - 1], complaints: cost.complaints, given: cost.given,
            goodwill: cost.goodwill, loyalty: cost.loyalty))
      } else if cost.policy == nil {
        currencies.append(cost)
      } else {
        rows.append(cost)
      }
    }
    return CostReport(
      moment: try Moment(answers[0]), period: period, step: step, currencies: currencies, rows: rows,
      series: series.sorted { ($0.currency.code, $0.from) < ($1.currency.code, $1.from) })
  }
}

extension CompensationCost {
  /// Reads a row of report_cost.
  fileprivate init(_ row: Row) throws {
    func sum(_ name: String) throws -> CostSum {
      CostSum(
        count: try row.decode(Int64.self, name), minorUnits: try row.decode(Int64.self, "\(name)_minor"))
    }
    policy = try row.decode(String?.self, "policy_id")
    complaint = try row.decode(String?.self, "complaint")
    remedy = try row.decode(String?.self, "remedy")
    basis = try row.decode(String?.self, "basis")
    currency = try DomainJSON.decode(Currency.self, from: "\"\(row.decode(String.self, "currency"))\"")
    complaints = try row.decode(Int64.self, "cases")
    (given, goodwill, loyalty) = (try sum("given"), try sum("goodwill"), try sum("loyalty"))
    (penalties, unknown, pending) = (try sum("penalties"), try sum("unknown"), try sum("pending"))
    (codes, redeemed, expired) = (try sum("codes"), try sum("redeemed"), try sum("expired"))
    let all = Money(minorUnits: given.minorUnits, currency: currency)
    meanMinorUnits = try Ratio(1, complaints).map { try all.multiplied(by: $0, rounding: .halfUp).minorUnits }
    let paid = try row.decode(Int64.self, "order_value_minor")
    orderValueMinorUnits = paid
    orderShare =
      paid > 0 ? Double(try row.decode(Int64.self, "given_on_orders_minor")) / Double(paid) : nil
  }
}

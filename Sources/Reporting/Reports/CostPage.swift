package import Complaints
import Foundation
package import Monitoring
import Programs

/// What compensation cost, for people. Each currency stands by itself.
extension Page {
  package init(_ report: CostReport) {
    self.init(
      "Compensation", moment: report.period.line(report.moment),
      [.currencies(report), .costs(report), .codes(report), .kinds(report)])
  }
}

extension Page.Section {
  fileprivate static func currencies(_ report: CostReport) -> Self {
    var section = Self(
      "cost", "What compensation cost", .text("currency"), .number("complaints"), .number("given"),
      .number("owed"), .number("goodwill"), .number("loyalty"), .number("penalties"), .number("mean"),
      .number("of the orders"), .number("unknown"), .number("pending"))
    if report.currencies.allSatisfy({ $0.given.count == 0 }) {
      section.say("Nothing was given in these days.")
    }
    for cost in report.currencies {
      section.add(
        "\(cost.currency)", "\(countText(cost.complaints))", "\(cost.money(cost.given).decimal)",
        "\(cost.money(cost.owed).decimal)", "\(cost.money(cost.goodwill).decimal)",
        "\(cost.money(cost.loyalty).decimal)", "\(cost.money(cost.penalties).decimal)",
        "\(meanText(cost))", "\(cost.orderShare.map(percentText) ?? "")",
        Page.Cell(openText(cost.unknown, cost), isAlarming: cost.unknown.count > 0),
        "\(openText(cost.pending, cost))")
    }
    return section
  }

  fileprivate static func kinds(_ report: CostReport) -> Self {
    var section = Self(
      "cost-kinds", "What compensation cost, by policy, kind of complaint and remedy",
      .text("policy"), .flexible("complaint"), .flexible("remedy"), .text("basis"), .text("currency"),
      .number("complaints"), .number("given"), .number("mean"), .number("of the orders"), .number("unknown"),
      .number("pending"))
    for cost in report.rows {
      section.add(
        "\(cost.policy ?? "")", "\(cost.complaint ?? "")", "\(cost.remedy ?? "")", "\(cost.basis ?? "")",
        "\(cost.currency)", "\(countText(cost.complaints))", "\(cost.money(cost.given).decimal)",
        "\(meanText(cost))", "\(cost.orderShare.map(percentText) ?? "")",
        Page.Cell(openText(cost.unknown, cost), isAlarming: cost.unknown.count > 0),
        "\(openText(cost.pending, cost))")
    }
    for currency in report.currencies where currency.given.count > 0 {
      section.draw(remedies(report.rows.filter { $0.currency == currency.currency }, currency.currency))
    }
    return section
  }

  /// The dearest remedies of one currency, what is owed apart from what is not.
  private static func remedies(_ rows: [CompensationCost], _ currency: Currency) -> Chart {
    let sums = Dictionary(grouping: rows) { $0.remedy ?? "" }.mapValues { rows in
      (
        owed: rows.reduce(0) { $0 + $1.owed.minorUnits },
        beyond: rows.reduce(0) { $0 + $1.goodwill.minorUnits + $1.loyalty.minorUnits }
      )
    }
    let dearest = sums.filter { $0.value.owed + $0.value.beyond > 0 }
      .sorted { ($1.value.owed + $1.value.beyond, $0.key) < ($0.value.owed + $0.value.beyond, $1.key) }
    return Chart(
      title: "Given in \(currency), by remedy",
      summary: dearest.map {
        "\($0.key): \(Chart.Unit.money(currency).text(Double($0.value.owed + $0.value.beyond)))"
      }.joined(separator: "; "),
      form: .bars, unit: .money(currency), categories: dearest.map(\.key),
      series: [
        Chart.Series(name: "owed", values: dearest.map { Double($0.value.owed) }),
        Chart.Series(name: "goodwill and loyalty", values: dearest.map { Double($0.value.beyond) }),
      ])
  }

  /// Vouchers and codes: a promise until somebody comes with them.
  fileprivate static func codes(_ report: CostReport) -> Self {
    var section = Self(
      "cost-codes", "Vouchers and codes", .text("currency"), .number("issued"), .number("worth"),
      .number("redeemed"), .number("worth"), .number("expired"), .number("worth"))
    for cost in report.currencies where cost.codes.count > 0 {
      section.add(
        ["\(cost.currency)"]
          + [cost.codes, cost.redeemed, cost.expired].flatMap { sum in
            [Page.Cell(countText(sum.count)), Page.Cell(cost.money(sum).decimal)]
          })
    }
    return section
  }

  fileprivate static func costs(_ report: CostReport) -> Self {
    var section = Self(
      "cost-series", "What compensation cost, by \(report.step)", .text("\(report.step) from"),
      .text("currency"), .number("complaints"), .number("given"), .number("goodwill"), .number("loyalty"))
    for point in report.series {
      section.add(
        "\(point.from)", "\(point.currency)", "\(countText(point.complaints))",
        "\(money(point.given, point.currency))", "\(money(point.goodwill, point.currency))",
        "\(money(point.loyalty, point.currency))")
    }
    let days = report.step.beginnings(in: report.period)
    guard days.count > 1 else { return section }
    for total in report.currencies where total.given.count > 0 {
      let points = report.series.filter { $0.currency == total.currency }
      // Of days that have not come nothing is known, and not that nothing was given.
      func values(_ value: (CostPoint) -> Int64) -> [Double?] {
        days.map { day in
          report.period.zone.startOfDay(day) > report.moment.businessTime
            ? nil : Double(points.first { $0.from == day }.map(value) ?? 0)
        }
      }
      let highest = points.max { $0.given.minorUnits < $1.given.minorUnits }
      section.draw(
        Chart(
          title: "Given in \(total.currency), by \(report.step)",
          summary: "\(total.money(total.given)) in all"
            + (highest.map { "; most in the \(report.step) from \($0.from), \(total.money($0.given))" } ?? ""),
          form: .lines, unit: .money(total.currency), categories: days.map { "\($0)" },
          series: [Chart.Series(name: "all", values: values { $0.given.minorUnits })]
            + (total.owed == total.given
              ? []
              : [
                Chart.Series(
                  name: "of that goodwill and loyalty",
                  values: values { $0.goodwill.minorUnits + $0.loyalty.minorUnits })
              ])))
    }
    return section
  }

  private static func money(_ sum: CostSum, _ currency: Currency) -> String {
    Money(minorUnits: sum.minorUnits, currency: currency).decimal
  }

  private static func meanText(_ cost: CompensationCost) -> String {
    cost.meanMinorUnits.map { Money(minorUnits: $0, currency: cost.currency).decimal } ?? ""
  }

  /// Nothing, where there is none: `2: 59.90`.
  private static func openText(_ sum: CostSum, _ cost: CompensationCost) -> String {
    sum.count == 0 ? "" : "\(countText(sum.count)): \(cost.money(sum).decimal)"
  }
}

/// For a spreadsheet: a line for each policy, kind of complaint, remedy, basis and currency.
extension SpreadsheetText {
  package init(_ report: CostReport) {
    let sums: [(name: String, of: (CompensationCost) -> CostSum)] = [
      ("given", { $0.given }), ("unknown", { $0.unknown }), ("pending", { $0.pending }),
      ("codes", { $0.codes }), ("redeemed", { $0.redeemed }), ("expired", { $0.expired }),
    ]
    self.init(
      ["policy", "complaint", "remedy", "basis", "currency", "complaints"]
        + sums.flatMap { [$0.name, "\($0.name)_amount"] } + ["mean", "order_value", "order_share"])
    for cost in report.rows {
      append(
        [
          cost.policy ?? "", cost.complaint ?? "", cost.remedy ?? "", cost.basis ?? "", cost.currency.code,
          "\(cost.complaints)",
        ]
          + sums.flatMap { sum in ["\(sum.of(cost).count)", cost.money(sum.of(cost)).decimal] }
          + [
            cost.meanMinorUnits.map { Money(minorUnits: $0, currency: cost.currency).decimal } ?? "",
            Money(minorUnits: cost.orderValueMinorUnits, currency: cost.currency).decimal,
            cost.orderShare.map(shareText) ?? "",
          ])
    }
  }
}

import Complaints
import Programs

/// A simulation as people read it: the decisions side by side, what differs, the money, and what cannot be known.
struct SimulationText {
  private let report: SimulationReport

  init(_ report: SimulationReport) { self.report = report }

  func lines(for terminal: Terminal) -> [String] {
    let title =
      "\(counted(report.complaints, "complaint")) under \(report.policy.title), "
      + "against \(report.against.title); nothing was written"
    return [terminal.bold(title), ""] + decisions(for: terminal) + differences(for: terminal)
      + money(for: terminal) + remarks.flatMap { wrapped($0, to: terminal.width) }
  }

  private func decisions(for terminal: Terminal) -> [String] {
    var table = TextTable(.flexible("decision"), .number("before"), .number("after"), .number(""))
    for outcome in report.outcomes {
      table.add(
        outcome.decision.spaced, countText(outcome.before), countText(outcome.after),
        signed(outcome.after - outcome.before))
    }
    return table.isEmpty ? [] : table.lines(for: terminal) + [""]
  }

  private func differences(for terminal: Terminal) -> [String] {
    guard !report.differences.isEmpty else {
      return report.complaints == 0 ? [] : ["Every complaint would have been decided the same way.", ""]
    }
    var table = TextTable(
      .number("differ"), .flexible("before"), .flexible("after"), .dispensable("for instance"))
    for difference in report.differences {
      table.add(
        countText(difference.complaints), difference.before.spaced, difference.after.spaced,
        difference.references.joined(separator: ", "))
    }
    return table.lines(for: terminal) + [""]
  }

  private func money(for terminal: Terminal) -> [String] {
    guard !report.costs.isEmpty else { return [] }
    var table = TextTable(.flexible("money"), .number("before"), .number("after"))
    for cost in report.costs {
      table.add(
        "wish or default, \(cost.currency)", cost.money(cost.expectedBefore), cost.money(cost.expectedAfter))
      table.add("at most, \(cost.currency)", cost.money(cost.mostBefore), cost.money(cost.mostAfter))
    }
    table.add("goods instead", countText(report.inKind.before), countText(report.inKind.after))
    table.add(
      "left to a person", countText(report.needingPerson.before), countText(report.needingPerson.after))
    return table.lines(for: terminal) + [""]
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if report.answerDueEarlier + report.answerDueLater > 0 {
      remarks.append(
        "The answer would be due earlier for \(counted(report.answerDueEarlier, "complaint")), "
          + "and later for \(counted(report.answerDueLater, "complaint")).")
    }
    if report.unknownOrders > 0 {
      remarks.append(
        "\(counted(report.unknownOrders, "complaint")) named an order that is not known.")
    }
    if !report.unreadableLines.isEmpty {
      let lines = report.unreadableLines.prefix(5).map(String.init).joined(separator: ", ")
      remarks.append(
        "\(counted(report.unreadableLines.count, "row")) could not be read and was left out "
          + "(line \(lines)\(report.unreadableLines.count > 5 ? " …" : "")): an import would say why.")
    }
    remarks.append(
      "Each complaint is judged as if it were new and the policy had always been valid, with nothing given on its "
        + "order before. What a person would have decided, and which answers would have been late, nobody can know."
    )
    return remarks
  }

  private func signed(_ number: Int) -> String {
    number == 0 ? "" : number > 0 ? "+\(countText(number))" : "-\(countText(-number))"
  }
}

package import Complaints
import Foundation
import LibPQ

/// What complaints came from, what they cost, and whether what was changed has helped (S44).
package struct CauseReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  package let period: ReportPeriod
  /// Of which the rows tell complaints apart.
  package let dimensions: [CauseDimension]
  /// Complaints that were received in the period; rows by product can come to more.
  package let cases: Int64
  /// The most frequent first.
  package let rows: [CauseRow]
  /// Those of the rows, or all where the rows do not tell causes apart.
  package let causes: [KnownCause]
}

/// By what complaints are told apart.
package enum CauseDimension: String, Sendable, Hashable, Codable, CaseIterable {
  case kind, cause, product, carrier, seller
}

/// Complaints that have the same in each dimension.
package struct CauseRow: Sendable, Hashable, Encodable {
  /// By dimension; left out where it is not known.
  package let values: [String: String]
  package let cases: Int64
  /// Of all complaints of the period, 0 to 1.
  package let share: Double
  /// What was given and carried out, in every currency.
  package let cost: [Money]
  /// In which something that is owed was late, of the row's complaints, 0 to 1.
  package let breachRate: Double
  /// That repeat an earlier complaint, 0 to 1.
  package let repeatRate: Double

  package func value(_ dimension: CauseDimension) -> String? { values[dimension.rawValue] }
}

/// A cause with what is suggested against it, and what was changed.
package struct KnownCause: Sendable, Hashable, Encodable {
  package struct Change: Sendable, Hashable, Encodable {
    package let what: String
    package let madeOn: CivilDate
    /// `nil`: it is too early, or there was nothing to be better than.
    package let effect: CauseEffect?
  }

  package let code: String
  package let title: String
  package let prevention: String
  /// The newest first.
  package let changes: [Change]
}

extension Monitor {
  /// - Parameter dimensions: at least one.
  package func causes(of period: ReportPeriod, by dimensions: [CauseDimension]) async throws -> CauseReport {
    let answers = try await read(
      Statement.businessTime.with(), Statement.reportTotal.with(period.start, period.end),
      Statement.reportCauses.with(period.start, period.end, dimensions.map(\.rawValue)),
      Statement.reportChanges.with(period.zone.identifier, CauseEffect.longest))
    let total = try answers[1][0].decode(Int64.self, "cases")
    let rows = try answers[2].map { try CauseRow($0, dimensions, of: total) }
    let seen = Set(rows.compactMap { $0.value(.cause) })
    let causes = try KnownCause.all(answers[3])
    return CauseReport(
      moment: try Moment(answers[0]), period: period, dimensions: dimensions, cases: total, rows: rows,
      causes: dimensions.contains(.cause) ? causes.filter { seen.contains($0.code) } : causes)
  }
}

extension CauseRow {
  /// Reads a row of report_causes.
  fileprivate init(_ row: Row, _ dimensions: [CauseDimension], of total: Int64) throws {
    var values: [String: String] = [:]
    for dimension in dimensions {
      let value = try row.decode(String?.self, dimension.rawValue) ?? ""
      if !value.isEmpty { values[dimension.rawValue] = value }
    }
    self.values = values
    cases = try row.decode(Int64.self, "cases")
    share = Double(cases) / Double(max(1, total))
    cost = try JSONDecoder().decode([Money].self, from: Data(row.decode(JSONText.self, "cost").rawValue.utf8))
    breachRate = Double(try row.decode(Int64.self, "late")) / Double(cases)
    repeatRate = Double(try row.decode(Int64.self, "repeats")) / Double(cases)
  }
}

extension KnownCause {
  /// Reads the rows of report_changes, which come in the order of the causes.
  fileprivate static func all(_ rows: Rows) throws -> [KnownCause] {
    var causes: [KnownCause] = []
    for row in rows {
      let code = try row.decode(String.self, "code")
      let earlier = causes.last?.code == code ? causes.removeLast().changes : []
      causes.append(
        KnownCause(
          code: code, title: try row.decode(String.self, "title"),
          prevention: try row.decode(String.self, "prevention"), changes: earlier + (try change(row))))
    }
    return causes
  }

  /// None for a cause without one.
  private static func change(_ row: Row) throws -> [Change] {
    guard let what = try row.decode(String?.self, "what"),
      let madeOn = try row.decode(String?.self, "made_on").flatMap({ CivilDate($0) })
    else { return [] }
    func span(_ name: String) throws -> CauseEffect.Span {
      CauseEffect.Span(
        cases: try row.decode(Int64.self, "cases_\(name)"),
        orders: try row.decode(Int64.self, "orders_\(name)"))
    }
    let effect = CauseEffect(
      before: try span("before"), after: try span("after"), days: try row.decode(Int.self, "days"))
    return [Change(what: what, madeOn: madeOn, effect: effect)]
  }
}

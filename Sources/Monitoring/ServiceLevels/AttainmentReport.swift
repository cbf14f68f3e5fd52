package import Complaints
import Foundation
import LibPQ

/// How far commitments were kept in a period: docs/reports.md says what each figure counts.
package struct AttainmentReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// Of the days on which results came.
  package let period: ReportPeriod
  /// Of the series.
  package let step: ReportStep
  /// By clock, in the domain's order.
  package let clocks: [Attainment]
  /// By policy, kind of complaint and clock.
  package let rows: [Attainment]
  /// By clock and step, in the order of both; steps without a result are left out.
  package let series: [AttainmentPoint]
  /// Times are those of one case in so many; 1: of all. Counts are always of all.
  package let timesOfEvery: Int
}

/// How the clocks of one kind ended.
package struct Attainment: Sendable, Hashable, Encodable {
  /// `nil`: of all policies, and all kinds of complaint.
  package let policy: String?
  package let complaint: String?
  package let clock: String
  /// Kept or late: what attainment is a share of.
  package let ended: Int64
  package let kept: Int64
  package let late: Int64
  /// Of the late ones: what was due is still not done.
  package let lateOpen: Int64
  /// Stopped in time by something else than what they waited for.
  package let calledOff: Int64
  /// Run at the moment of the report, and are due in the period.
  package let open: Int64
  /// 0 to 1; `nil` where none ended.
  package let attainment: Double?
  /// From the start to the end, without pauses, of those that ended; of those that are late and open, until now.
  package let medianSeconds: Double?
  package let p95Seconds: Double?
}

extension Attainment {
  fileprivate init(_ row: Row, _ times: AttainmentTimes) throws {
    let subject = try AttainmentTimes.Subject(row)
    let (kept, late) = (try row.decode(Int64.self, "kept"), try row.decode(Int64.self, "late"))
    self.init(
      policy: subject.policy, complaint: subject.complaint, clock: subject.clock, ended: kept + late,
      kept: kept, late: late, lateOpen: try row.decode(Int64.self, "late_running"),
      calledOff: try row.decode(Int64.self, "called_off"), open: try row.decode(Int64.self, "running"),
      attainment: kept + late > 0 ? Double(kept) / Double(kept + late) : nil,
      medianSeconds: times[subject]?.medianSeconds, p95Seconds: times[subject]?.p95Seconds)
  }
}

/// The clocks of one kind whose result came in one step of the period.
package struct AttainmentPoint: Sendable, Hashable, Encodable {
  package let clock: String
  /// The first day of the step.
  package let from: CivilDate
  package let ended: Int64
  package let kept: Int64
  /// 0 to 1.
  package let attainment: Double
}

extension Monitor {
  /// - Parameter step: `nil`: one that suits the period.
  package func attainment(of period: ReportPeriod, each step: ReportStep? = nil) async throws
    -> AttainmentReport
  {
    let step = step ?? ReportStep(suiting: period)
    let kept = ClockKind.allCases.keptBy
    let answers = try await read(
      Statement.businessTime.with(),
      Statement.reportAttainment.with(
        period.start, period.end, period.instants(step), kept.kinds, kept.reasons),
      Statement.reportAttainmentTimes.with(
        period.start, period.end, kept.kinds, kept.reasons, AttainmentTimes.most))
    let times = try AttainmentTimes(answers[2])
    let order = ClockKind.allCases.map(\.rawValue)
    let rows = try answers[1].map { try AttainmentRow($0, times, step.beginnings(in: period)) }
      .sorted { (order.firstIndex(of: $0.clock) ?? 0) < (order.firstIndex(of: $1.clock) ?? 0) }
    return AttainmentReport(
      moment: try Moment(answers[0]), period: period, step: step,
      clocks: rows.filter { $0.sort == .clock }.map(\.attainment),
      rows: rows.filter { $0.sort == .kind }.map(\.attainment),
      series: rows.compactMap(\.point), timesOfEvery: times.every)
  }
}

extension [ClockKind] {
  /// Each kind beside each reason of an end by which it counts as kept, as two columns.
  var keptBy: (kinds: [String], reasons: [String]) {
    let pairs = flatMap { kind in kind.keptBy.map { (kind.rawValue, $0.rawValue) } }
    return (pairs.map(\.0), pairs.map(\.1))
  }
}

/// A row of report_attainment, which has three sorts of them.
private struct AttainmentRow {
  enum Sort { case kind, clock, step }

  let attainment: Attainment
  private let from: CivilDate?

  init(_ row: Row, _ times: AttainmentTimes, _ steps: [CivilDate]) throws {
    attainment = try Attainment(row, times)
    from = try row.decode(Int?.self, "step").map { steps[$0 - 1] }
  }

  var clock: String { attainment.clock }
  var sort: Sort { from != nil ? .step : attainment.policy != nil ? .kind : .clock }

  /// `nil` for a row of another sort, and for a step without a result.
  var point: AttainmentPoint? {
    guard let from, let share = attainment.attainment else { return nil }
    return AttainmentPoint(
      clock: clock, from: from, ended: attainment.ended, kept: attainment.kept, attainment: share)
  }
}

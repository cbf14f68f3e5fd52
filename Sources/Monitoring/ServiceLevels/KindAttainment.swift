import Complaints
import Foundation
import LibPQ

/// How far commitments were kept in the last thirty days to those who complained of the same kind of thing under the same policy. The days are
/// 24 hours each, up to now. By clock, by day and with the time that it took: `Monitor.attainment`.
package struct KindAttainment: Sendable, Hashable, Encodable {
  package let policy: String
  /// The kind of complaint.
  package let complaint: String
  /// Kept or late: what attainment is a share of. At least 1.
  package let ended: Int64
  package let kept: Int64
  package let late: Int64
  /// 0 to 1.
  package let attainment: Double
}

extension KindAttainment {
  private init(_ row: Row) throws {
    let (kept, late) = (try row.decode(Int64.self, "kept"), try row.decode(Int64.self, "late"))
    self.init(
      policy: try row.decode(String.self, "policy_id"), complaint: try row.decode(String.self, "complaint"),
      ended: kept + late, kept: kept, late: late, attainment: Double(kept) / Double(kept + late))
  }

  /// Worst first.
  static func recent(
    _ look: Monitor.Look, of kinds: [ClockKind], at now: Date
  ) async throws -> [KindAttainment] {
    let start = now.addingTimeInterval(-30 * 86_400)
    let kept = kinds.keptBy
    let rows = try await look.read(
      Statement.monitorAttainment.with(start, kept.kinds, kept.reasons))[0]
    return try rows.map(KindAttainment.init).sorted {
      ($0.attainment, $1.ended, $0.policy, $0.complaint) < ($1.attainment, $0.ended, $1.policy, $1.complaint)
    }
  }
}

extension Monitor {
  /// Of all commitments, worst first.
  package func recentAttainment() async throws -> [KindAttainment] {
    try await look { look in
      let moment = try Moment(try await look.read(Statement.businessTime.with())[0])
      return try await KindAttainment.recent(look, of: ClockFilter().kinds, at: moment.businessTime)
    }
  }
}

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
  static func all(_ look: Monitor.Look, of kinds: [ClockKind], at now: Date) async throws -> [KindAttainment]
  {
    let start = now.addingTimeInterval(-30 * 86_400)
    let rows = try await look.read(Statement.attainment(of: kinds, from: start, to: now, [start]))[0]
    let attainments = try rows.map(Attainment.init).filter { $0.policy != nil && $0.ended > 0 }
    return Dictionary(grouping: attainments) { [$0.policy ?? "", $0.complaint ?? ""] }
      .map { name, clocks in
        let (ended, kept) = clocks.reduce((0, 0)) { ($0.0 + $1.ended, $0.1 + $1.kept) }
        return KindAttainment(
          policy: name[0], complaint: name[1], ended: ended, kept: kept, late: ended - kept,
          attainment: Double(kept) / Double(ended))
      }
      .sorted {
        ($0.attainment, $1.ended, $0.policy, $0.complaint) < (
          $1.attainment, $0.ended, $1.policy, $1.complaint
        )
      }
  }
}

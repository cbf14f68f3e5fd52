package import Complaints
import Foundation

/// The complaints of some civil days, in a zone.
package struct ReportPeriod: Sendable, Hashable, Encodable {
  package let from: CivilDate
  /// The last day, which belongs to it.
  package let to: CivilDate
  package let zone: Zone

  package init(from: CivilDate, to: CivilDate, zone: Zone) {
    self.from = from
    self.to = to
    self.zone = zone
  }

  private enum CodingKeys: String, CodingKey { case from, to, zone }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(from, forKey: .from)
    try container.encode(to, forKey: .to)
    try container.encode(zone.identifier, forKey: .zone)
  }

  var start: Date { zone.startOfDay(from) }
  /// Exclusive.
  var end: Date { zone.startOfDay(to.adding(days: 1)) }
}

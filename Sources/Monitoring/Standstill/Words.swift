import Complaints
import Foundation

extension Date {
  /// As every report shows instants: `2026-03-01 10:00Z`.
  var inMinutes: String { String(DomainJSON.text(of: self).prefix(16)).replacing("T", with: " ") + "Z" }
}

extension String {
  /// A word of the tables as people write it.
  var inWords: String { replacing("_", with: " ") }

  /// As a part of a longer sentence, without its full stop.
  var asClause: String {
    let clause = prefix(1).lowercased() + dropFirst()
    return clause.hasSuffix(".") ? String(clause.dropLast()) : clause
  }
}

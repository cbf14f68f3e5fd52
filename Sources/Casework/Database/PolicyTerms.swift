import Complaints
import Foundation

extension Priority {
  /// The queue's band: 0 is taken first.
  var band: Int {
    switch self {
    case .high: 0
    case .medium: 1
    case .low: 2
    }
  }
}

extension Zone {
  /// The last civil day of a term that is over at that instant: ends are exclusive.
  func lastDay(before end: Date) -> CivilDate {
    // A microsecond is what the database can tell apart.
    civilDate(of: end - 0.000_001)
  }
}

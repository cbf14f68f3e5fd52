import Complaints

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

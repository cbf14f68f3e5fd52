/// The lists of the live view. The raw value is the key that shows one alone.
enum WatchList: Int, CaseIterable, Sendable {
  case queues = 1
  case workers, clocks, cases, failures

  /// What is said where the list would be.
  var nothing: String {
    switch self {
    case .queues: "There are no queues."
    case .workers: "No worker is there."
    case .clocks: "No clock is running."
    case .cases: "No case has a commitment that is running."
    case .failures: "Nothing has failed within the hour."
    }
  }

  func next(_ step: Int) -> WatchList {
    let all = Self.allCases
    return all[(all.firstIndex(of: self)! + step + all.count) % all.count]
  }
}

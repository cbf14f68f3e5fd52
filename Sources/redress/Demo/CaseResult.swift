import Complaints
import Monitoring

/// What became of a case, in the words of a person.
enum CaseResult: Int, CaseIterable {
  case settled, deemedAccepted, rejected, withdrawn, waitsForPerson, underWay

  var title: String {
    switch self {
    case .settled: "accepted and settled"
    case .deemedAccepted: "accepted because nobody answered in time"
    case .rejected: "rejected"
    case .withdrawn: "taken back by the customer"
    case .waitsForPerson: "waiting for a person"
    case .underWay: "still under way"
    }
  }

  init(_ outcome: CaseOutcome) {
    switch CaseState(rawValue: outcome.state) {
    case .withdrawn: self = .withdrawn
    case .manualReview: self = .waitsForPerson
    case .closed, .resolved:
      if outcome.outcome == "rejected" {
        self = .rejected
      } else {
        self = outcome.basis == "deemed" ? .deemedAccepted : .settled
      }
    default: self = .underWay
    }
  }

  /// Only those that occur, in order.
  static func groups(_ outcomes: [CaseOutcome]) -> [(result: CaseResult, cases: Int64)] {
    allCases.compactMap { result in
      let cases = outcomes.filter { CaseResult($0) == result }.reduce(0) { $0 + $1.cases }
      return cases > 0 ? (result, cases) : nil
    }
  }
}

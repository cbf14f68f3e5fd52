import Complaints
import Testing

/// "States" of the domain's model as a full matrix: what is not in the table is an error.
@Suite struct CaseStateTests {
  static let handling: [CaseState: Set<CaseState>] = [
    .received: [.acknowledged, .withdrawn],
    .acknowledged: [.verifying, .withdrawn],
    .verifying: [.awaitingInformation, .expertExamination, .manualReview, .accepted, .rejected, .withdrawn],
    .awaitingInformation: [.verifying, .manualReview, .withdrawn],
    .expertExamination: [.verifying, .manualReview, .accepted, .withdrawn],
    .manualReview: [
      .verifying, .awaitingInformation, .expertExamination, .accepted, .rejected, .resolved, .withdrawn,
    ],
    .accepted: [.awaitingChoice, .withdrawn],
    .awaitingChoice: [.compensating, .manualReview, .withdrawn],
    .compensating: [.resolved, .manualReview, .awaitingChoice],
    .resolved: [.closed, .manualReview],
    .rejected: [.appealed, .closed],
    .appealed: [.manualReview, .withdrawn],
    .closed: [], .withdrawn: [],
  ]

  static let deemed: [CaseState: Set<CaseState>] = [
    .received: [.accepted], .acknowledged: [.accepted], .verifying: [.accepted],
    .awaitingInformation: [.accepted],
    .expertExamination: [.accepted], .manualReview: [.accepted], .accepted: [.compensating, .manualReview],
  ]

  static let reversed: [CaseState: Set<CaseState>] = [.resolved: [.manualReview], .closed: [.manualReview]]

  @Test(arguments: CaseState.allCases, CaseState.allCases)
  func matrix(from: CaseState, to: CaseState) {
    let tables = [
      (TransitionCause.handling, Self.handling), (.deemedAcceptance, Self.deemed),
      (.reversal, Self.reversed),
    ]
    for (cause, table) in tables {
      do {
        let reached = try from.moving(to: to, cause: cause)
        #expect(reached == to)
        #expect(table[from, default: []].contains(to))
      } catch {
        #expect((error.from, error.to, error.cause) == (from, to, cause))
        #expect(!table[from, default: []].contains(to))
      }
    }
  }

  @Test("S34: from every state a terminal one can be reached, and none leads out of a terminal one")
  func noDeadEnds() {
    for start in CaseState.allCases {
      var reached: Set<CaseState> = [start]
      while true {
        let more = reached.union(reached.flatMap { $0.successors(cause: .handling) })
        if more == reached { break }
        reached = more
      }
      #expect(!reached.isDisjoint(with: [.closed, .withdrawn]))
      #expect(start.isTerminal == start.successors(cause: .handling).isEmpty)
    }
  }

  @Test func rawValues() {
    #expect(
      CaseState.allCases.map(\.rawValue) == [
        "received", "acknowledged", "verifying", "awaiting_information", "expert_examination",
        "manual_review",
        "accepted", "awaiting_choice", "compensating", "resolved", "rejected", "appealed", "closed",
        "withdrawn",
      ])
  }
}

import Complaints
import Gateways
package import JobQueue
package import LibPQ

/// A case has come to a rung of the ladder to which something is handed over with it.
package struct HandOverJob: JobArguments, Hashable {
  package static let kind = "hand_over"
  /// Of those who write messages: they have the folders.
  package static let queue = "notify"
  package let caseID: Int64
  /// From 1.
  package let level: Int

  package init(caseID: Int64, level: Int) {
    self.caseID = caseID
    self.level = level
  }

  private enum CodingKeys: String, CodingKey {
    case caseID = "case"
    case level
  }
}

/// The step `hand_over`: writes what the policy hands over with a case (`hands_over`, S42), one archive for each rung that it comes to,
/// into the folder of what people pass on. Who has the rung reads its name in the mail that tells of the case.
///
/// Under the case's lock, as `redress case bundle`; a repetition replaces the file. What was erased or closed meanwhile, or has gone
/// further up, is not handed over.
package struct HandOverHandler: JobHandler {
  private let sources: BundleSources
  private let policies: PolicyCache

  package init(sources: BundleSources, policies: PolicyCache = PolicyCache()) {
    self.sources = sources
    self.policies = policies
  }

  package func plan(
    _ jobs: [Job<HandOverJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<Void> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let moment = try await BusinessTime.now(in: transaction)
    for head in heads where !head.isErased && !head.state.isTerminal {
      let policy = try policies.policy(of: head.policy)
      let level = head.escalationLevel
      guard jobs.contains(where: { $0.arguments == HandOverJob(caseID: head.caseID, level: level) }),
        let rung = policy.rung(ofLevel: level), !rung.handsOver.isEmpty
      else { continue }
      let locked = CaseDesk.LockedCase(head: head, policy: policy, moment: moment, transaction: transaction)
      let bundle = EvidenceBundle(
        try await BundleContents.read(locked, from: sources).files(rung.handsOver))
      try sources.messages.keep(try ZipArchive(bundle.files).bytes, of: head.reference, for: level)
      var transition = locked.transition
      transition.record(.bundleExported, by: .rules, bundle.details(for: level))
      try await CaseTransition.apply([transition], in: transaction)
    }
    return JobPlan(())
  }
}

extension EvidenceBundle {
  /// Of the history: to which rung, and what vouches for what was handed over.
  func details(for level: Int) -> [String: FactValue] {
    ["level": .number(level), "files": .number(files.count), "digest": .text(digest.hex)]
  }
}

extension Policy {
  /// `nil`: that of the handler, below the first.
  func rung(ofLevel level: Int) -> EscalationRung? {
    escalation.ladder.indices.contains(level - 1) ? escalation.ladder[level - 1] : nil
  }
}

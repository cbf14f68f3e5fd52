package import Complaints
import JobQueue
import LibPQ

/// What a customer has sent, or said, on being asked.
package struct ProvidedInformation: Sendable, Hashable {
  package var evidence: Set<Evidence>
  /// The order that the complaint is about.
  package var orderReference: String?
  /// Under which account or address the order was made (S23).
  package var customerReference: String?
  package var customerEmail: String?

  package init(
    evidence: Set<Evidence> = [], orderReference: String? = nil, customerReference: String? = nil,
    customerEmail: String? = nil
  ) {
    self.evidence = evidence
    self.orderReference = orderReference
    self.customerReference = customerReference
    self.customerEmail = customerEmail
  }

  var isEmpty: Bool { self == ProvidedInformation() }
}

extension CaseDesk {
  /// Adds what the customer has provided. A case that waited for it, or for a person, is verified again with it; one that is still to be verified
  /// is verified with it.
  ///
  /// - Returns: the evidence of which no file is kept: somebody says to have seen it (S19).
  @discardableResult
  package func provide(
    _ reference: String, _ information: ProvidedInformation, staff: String? = nil
  ) async throws -> [Evidence] {
    let actor = try await actor(staff)
    guard !information.isEmpty else { throw CaseRefusal.nothingProvided }
    return try await change(reference) { locked in
      let head = locked.head
      try locked.refused(
        unless: head.state.takesInformation,
        "what is provided now would not change the decision: leave a note")
      try await locked.add(information)
      var transition = locked.transition
      transition.record(
        .informationProvided, by: actor,
        [
          "evidence": .list(information.evidence.words),
          "order": .flag(information.orderReference != nil),
          "identity": .flag(information.customerReference != nil || information.customerEmail != nil),
        ])
      var effects = CaseEffects(moment: locked.moment)
      try effects.verifyAgain(head, by: actor, &transition)
      effects.transitions = [transition]
      try await effects.apply(in: locked.transaction)
      let shown = Set(try await locked.attachments().flatMap(\.evidence))
      return information.evidence.subtracting(shown).sorted { $0.rawValue < $1.rawValue }
    }
  }
}

extension CaseDesk.LockedCase {
  /// - Returns: whether evidence of it is new to the case.
  @discardableResult
  func add(_ information: ProvidedInformation) async throws -> Bool {
    guard !information.isEmpty else { return false }
    let rows = try await transaction.execute(
      .addInformation, head.caseID, information.evidence.words, information.orderReference,
      information.customerReference, information.customerEmail)
    return try !rows[0].decode(Bool.self, "is_known")
  }
}

extension Set<Evidence> {
  /// As the tables and the history have it: always in the same order.
  var words: [String] { map(\.rawValue).sorted() }
}

extension CaseEffects {
  /// A case that waits for the customer, or for a person, is verified with what has come; without effect on any other.
  mutating func verifyAgain(
    _ head: CaseHead, by actor: CaseActor, _ transition: inout CaseTransition
  ) throws(IllegalTransition) {
    guard transition.state == .awaitingInformation || transition.state == .manualReview else { return }
    closeReview(of: head, by: actor, &transition)
    try transition.move(to: .verifying, by: actor)
    clockStops += ClockStop.stopped(by: .informationReceived, caseID: head.caseID)
    verifications.append(NewJob(VerifyJob(caseID: head.caseID), band: head.band))
  }
}

extension CaseState {
  fileprivate var takesInformation: Bool {
    switch self {
    case .received, .acknowledged, .verifying, .awaitingInformation, .expertExamination, .manualReview: true
    default: false
    }
  }
}

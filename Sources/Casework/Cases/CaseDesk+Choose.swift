package import Complaints
import Foundation
import LibPQ

/// Which of the offered options.
package enum OptionSelector: Sendable, Hashable {
  /// As the customer was shown it, from 1.
  case number(Int)
  case remedy(Remedy)
}

extension CaseDesk {
  /// The customer's choice: the option is settled, and carried out.
  ///
  /// - Parameter staff: who enters the choice on the customer's word (a call, a letter); `nil`: the customer did.
  package func choose(_ reference: String, _ selector: OptionSelector, staff: String? = nil) async throws {
    let actor = try await actor(staff)
    try await change(reference) { locked in
      try locked.refused(unless: locked.head.state == .awaitingChoice, "there is nothing to choose")
      let version = locked.head.decisions
      guard let recorded = try await RecordedOffer.read(locked.head.caseID, version, in: locked.transaction)
      else {
        throw CaseRefusal.nothingProposed
      }
      let index = try recorded.index(of: selector)
      let choice = try recorded.offer.choose(
        recorded.offer.options[index].remedy, by: staff == nil ? .customer : .staff, at: locked.moment)
      var effects = CaseEffects(moment: locked.moment)
      var transition = locked.transition
      try effects.settle(
        choice, position: recorded.positions[index], decision: version,
        madeAt: locked.head.decidedAt ?? locked.moment, of: locked.head, &transition, actor, locked.policy)
      effects.transitions.append(transition)
      try await effects.apply(in: locked.transaction)
    }
  }
}

extension RecordedOffer {
  fileprivate func index(of selector: OptionSelector) throws(CaseRefusal) -> Int {
    switch selector {
    case .number(let number):
      guard let index = positions.firstIndex(of: number) else { throw .notOffered("number \(number)") }
      return index
    case .remedy(let remedy):
      guard let index = offer.options.firstIndex(where: { $0.remedy == remedy }) else {
        throw .notOffered(remedy.rawValue)
      }
      return index
    }
  }
}

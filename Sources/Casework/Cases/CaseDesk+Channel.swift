package import Complaints
import LibPQ

extension CaseDesk {
  /// The customer wants to be answered another way (S8, S28): every message that is written from now on goes by it. What answers in
  /// public stays where the complaint was made.
  ///
  /// - Parameter staff: who enters it on the customer's word; `nil`: the customer did.
  package func answer(_ reference: String, by channel: Channel, staff: String? = nil) async throws {
    let actor = try await actor(staff)
    try await change(reference) { locked in
      try locked.refused(unless: !locked.head.state.isTerminal, "nothing more is written in it")
      try await locked.transaction.execute(.setChannel, locked.head.caseID, channel.rawValue)
      var transition = locked.transition
      transition.record(.channelChanged, by: actor, ["channel": .text(channel.rawValue)])
      try await CaseTransition.apply([transition], in: locked.transaction)
    }
  }
}

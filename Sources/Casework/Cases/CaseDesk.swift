import Complaints
import Foundation
package import LibPQ

/// What people do with cases: each command is one transaction under the case's lock, with its event, and is refused in plain words.
///
/// Commands name a case by its reference (`R0000012`, in small letters too) and a person by the name under which the programs know them.
package struct CaseDesk: Sendable {
  let pool: Pool
  let policies: PolicyCache

  package init(pool: Pool, policies: PolicyCache = PolicyCache()) {
    self.pool = pool
    self.policies = policies
  }

  /// A case under its lock, with what a command needs to change it.
  struct LockedCase: Sendable {
    let head: CaseHead
    let policy: Policy
    let moment: Date
    let transaction: Transaction

    var transition: CaseTransition { head.transition(at: moment) }

    /// The ladder that the case can climb, with the people who stand on it now.
    func ladder() async throws -> ShopLadder {
      ShopLadder(policy: policy, roster: try await Roster.read(in: transaction))
    }

    func refused(unless isRight: Bool, _ wanted: String) throws(CaseRefusal) {
      if !isRight { throw .wrongState(head.reference, head.state, wanted: wanted) }
    }
  }

  /// - Parameter includesErased: the command adds nothing to the case that could name somebody.
  func change<Output: Sendable>(
    _ reference: String, includesErased: Bool = false,
    _ body: @Sendable (LockedCase) async throws -> Output
  ) async throws -> Output {
    do {
      return try await pool.withTransaction { transaction in
        guard let row = try await transaction.execute(.findCase, reference).first else {
          throw CaseRefusal.unknownCase(reference)
        }
        guard
          let head = try await CaseHead.lock([try row.decode(Int64.self, "case_id")], in: transaction).first
        else { throw CaseRefusal.unknownCase(reference) }
        guard includesErased || !head.isErased else { throw CaseRefusal.erased(head.reference) }
        let locked = LockedCase(
          head: head,
          policy: try await policies.policies([head.policy], in: transaction).policy(of: head.policy),
          moment: try await BusinessTime.now(in: transaction), transaction: transaction)
        return try await body(locked)
      }
    } catch {
      throw CaseRefusal(error, of: reference) ?? error
    }
  }
}

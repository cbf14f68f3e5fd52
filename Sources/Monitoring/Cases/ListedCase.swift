package import Complaints
package import Foundation
import LibPQ

/// A case in a list: nothing of it that is about a person.
package struct ListedCase: Sendable, Hashable, Encodable {
  package let reference: String
  /// The merchant's, or the channel's, own number for the complaint.
  package let externalReference: String
  /// The kind of complaint.
  package let complaint: String
  package let state: String
  package let receivedAt: Date
  /// The named person of S25.
  package let responsible: String
  package let escalationLevel: Int

  init(_ row: Row) throws {
    reference = try row.decode(String.self, "reference")
    externalReference = try row.decode(String.self, "external_reference")
    complaint = try row.decode(String.self, "kind")
    state = try row.decode(String.self, "state")
    receivedAt = try row.decode(Date.self, "received_at")
    responsible = try row.decode(String.self, "responsible")
    escalationLevel = Int(try row.decode(Int16.self, "escalation_level"))
  }
}

extension Monitor {
  /// Newest first.
  ///
  /// - Parameters:
  ///   - state: `nil`: any; of one person, any that is not settled.
  ///   - responsible: only the cases of that person, in whatever case the name is written.
  package func cases(
    state: CaseState? = nil, responsible: String? = nil, limit: Int = 100
  ) async throws -> [ListedCase] {
    let statement =
      if let responsible, state == nil {
        Statement.caseListOpen.with(responsible, Int64(limit))
      } else {
        Statement.caseList.with(state?.rawValue, Int64(limit), responsible)
      }
    return try await read(statement)[0].map(ListedCase.init)
  }
}

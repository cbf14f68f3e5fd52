import Complaints
import Foundation
import LibPQ

/// A promise with a time, under the lock of its case (S27).
struct Commitment: Sendable, Hashable {
  /// From 1 in its case.
  let number: Int
  let what: MessageContext.Promise
  let owner: String
  /// Exclusive.
  let promisedFor: Date
  /// Of the clock `promised_update` that watches it.
  let cycle: Int
  let isKept: Bool
  let isReplaced: Bool

  static func lock(_ number: Int, of caseID: Int64, in transaction: Transaction) async throws -> Commitment? {
    try await transaction.execute(.lockCommitment, caseID, number).first.map(Commitment.init)
  }

  /// Reads a row of lock_commitment.
  private init(_ row: Row) throws {
    number = try row.decode(Int.self, "number")
    what = try row.word("what")
    owner = try row.decode(String.self, "owner")
    promisedFor = try row.decode(Date.self, "promised_for")
    cycle = try row.decode(Int.self, "cycle")
    isKept = try row.decode(Bool.self, "is_kept")
    isReplaced = try row.decode(Bool.self, "is_replaced")
  }
}

/// Until when something is promised, as a person writes it: `2026-03-05`, the whole day; `2026-03-05 16:00`, on the clock on
/// the wall of the policy's zone; or with an offset of its own.
package struct PromisedTime: Sendable, Hashable {
  package let text: String

  package init(_ text: String) { self.text = text }

  /// The exclusive end. Throws where it cannot be read, or the clock on the wall skips it; of a time that comes twice the first is meant.
  func end(in zone: Zone) throws(CaseRefusal) -> Date {
    try instant(in: zone) { zone.startOfDay($0.adding(days: 1)) }
  }

  /// When something was, written in the same way: a day stands for its beginning.
  func start(in zone: Zone) throws(CaseRefusal) -> Date {
    try instant(in: zone) { zone.startOfDay($0) }
  }

  private func instant(in zone: Zone, ofDay: (CivilDate) -> Date) throws(CaseRefusal) -> Date {
    if let day = try? InstantText.civilDate(text) { return ofDay(day) }
    guard let time = try? InstantText(text), let timeZone = TimeZone(identifier: zone.identifier) else {
      throw .unreadableTime(text)
    }
    var times = LocalTimes(zone: timeZone)
    switch times.resolve(time) {
    case .instant(let instant), .twice(let instant): return instant
    case .never: throw .unreadableTime(text)
    }
  }
}

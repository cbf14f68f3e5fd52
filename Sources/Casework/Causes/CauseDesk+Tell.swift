import Complaints
import Foundation
import LibPQ

extension CauseDesk {
  /// What telling of a change came to.
  package struct Telling: Sendable, Hashable {
    /// To so many customers a message was written.
    package var told = 0
    /// So many have had news within the time of their policy's cap (S30), and can be told later.
    package var withheld = 0
  }

  /// Tells those who complained because of a cause what was changed against it since (S44): whose last message was written before that, and whom
  /// nothing has told of it. In the customer's language, where the change has a sentence in it. Each customer once, however often this is
  /// called and in however many cases.
  package func tell(_ code: String, by name: String) async throws -> Telling {
    _ = try await CaseDesk(pool: pool).person(name)
    var telling = Telling()
    var last: Int64? = 0
    while let after = last { last = try await tell(code, after: after, &telling) }
    return telling
  }

  /// A batch in a transaction of its own.
  ///
  /// - Returns: the case to go on after; `nil`: that was the last.
  private func tell(_ code: String, after caseID: Int64, _ telling: inout Telling) async throws -> Int64? {
    let limit = 500
    let (batch, last) = try await pool.withTransaction { transaction -> (Telling, Int64?) in
      var batch = Telling()
      guard let change = try await ToldChange.lock(code, in: transaction) else {
        throw CauseRefusal.unknown(code)
      }
      guard let number = change.number else { throw CauseRefusal.nothingToTell(code) }
      let rows = try await transaction.execute(
        .readCauseAudience, code, number, change.madeOn.description, ToldChange.tellers.map(\.rawValue),
        ToldChange.news.map(\.rawValue), caseID, limit)
      let policies = try await PolicyCache().policies(
        Set(try rows.map { try PolicyKey($0) }), in: transaction)
      let now = try await BusinessTime.now(in: transaction)
      var messages: [NewNotification] = []
      for row in rows {
        let policy = try policies.policy(of: PolicyKey(row))
        guard try change.concerns(row, policy, at: now) else { continue }
        let allowed =
          try policy.updateCap?.allowsOne(
            at: now, after: row.decode([Date].self, "written"), in: policy.zone, calendar: policy.calendar)
          ?? true
        guard allowed else {
          batch.withheld += 1
          continue
        }
        var facts = NotificationFacts()
        facts.change = number
        messages.append(
          NewNotification(.improvement, caseID: try row.decode(Int64.self, "case_id"), facts: facts))
      }
      batch.told = messages.count
      try await transaction.execute(.lockCases, messages.map(\.caseID))
      try await Notifications.add(messages, in: transaction)
      return (batch, rows.count < limit ? nil : try rows.last?.decode(Int64.self, "case_id"))
    }
    telling.told += batch.told
    telling.withheld += batch.withheld
    return last
  }
}

/// The last change against a cause of which customers are told.
private struct ToldChange {
  /// `nil`: there is none.
  let number: Int64?
  let madeOn: CivilDate
  /// Of the sentences.
  let languages: Set<String>

  /// The messages that have a block for it (S24), and so have told it.
  static let tellers = MessageKind.allCases.filter { $0.mandatoryBlocks.contains(.prevention) }
  /// What the cap counts, and these messages.
  static let news: [MessageKind] = [.statusUpdate, .holdingReply, .improvement]

  /// `nil`: there is no such cause.
  static func lock(_ code: String, in transaction: Transaction) async throws -> ToldChange? {
    guard let row = try await transaction.execute(.lockCause, code).first else { return nil }
    let told = try row.decode(JSONText?.self, "told")?.decoded(as: [String: String].self) ?? [:]
    return ToldChange(
      number: try row.decode(Int64?.self, "change_id"),
      madeOn: try row.decode(String?.self, "made_on").flatMap { CivilDate($0) }
        ?? CivilDate(daysSinceEpoch: 0),
      languages: Set(told.keys))
  }

  /// Whether it came after the complaint, holds by now, and can be told in the language of the case.
  func concerns(_ row: Row, _ policy: Policy, at now: Date) throws -> Bool {
    let received = policy.zone.civilDate(of: try row.decode(Date.self, "received_at"))
    let language = MessageLanguage(locale: try row.decode(String.self, "locale")) ?? policy.language
    return received <= madeOn && madeOn <= policy.zone.civilDate(of: now)
      && languages.contains(language.rawValue)
  }
}

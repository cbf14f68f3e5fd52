import Complaints
import Foundation
import LibPQ

@testable import Casework

/// S27 over whole lives: every day ahead that a message names, in whatever language, is the end of a clock or of a promise of its case, the
/// day of its order, or the last day of a code. Read from what the customer reads: the text of the mail or of the note.
struct NamedDays {
  private let shop: Shop
  private let outbox: TestOutbox
  /// For which days orders were ever promised.
  private let promisedDays: Set<CivilDate>

  init(_ shop: Shop, _ outbox: TestOutbox, promisedDays: Set<CivilDate>) {
    (self.shop, self.outbox, self.promisedDays) = (shop, outbox, promisedDays)
  }

  struct Untied: Error, CustomStringConvertible {
    let description: String
  }

  private struct Message {
    let number: Int64
    let caseID: Int64
    let kind: String
    let created: Date
    let made: Date
    let isMail: Bool
    let channel: String
    let decidedAt: Date?
    let validUntil: Date?
    let receivedAt: Date
    /// Another worker settled the case while this message was on its way out: what it announces was begun, and ended at once.
    let isOvertaken: Bool
  }

  private struct Clock {
    let kind: ClockKind
    let startedAt: Date
    let dueAt: Date
  }

  private var zone: Zone { shop.policy.zone }

  /// - Parameter seen: messages that were looked at before; those of now are added.
  /// - Returns: how many days ahead were found.
  func check(_ seen: inout Set<Int64>) async throws -> Int {
    var found = 0
    let clocks = try await clocks()
    let ends = try await ends()
    for message in try await messages() where !seen.contains(message.number) {
      seen.insert(message.number)
      let today = zone.civilDate(of: message.made)
      let named = Self.days(in: try text(of: message)).filter { $0 > today }
      found += named.count
      let tied = try tied(message, clocks[message.caseID] ?? []).union(ends[message.caseID] ?? [])
        .union(promisedDays)
      guard let day = named.first(where: { !tied.contains($0) }) else { continue }
      throw Untied(
        description: "\(message.kind) \(message.number) of \(today) names \(day), which nothing keeps: "
          + "\(tied.filter { $0 > today }.map(\.description).sorted())")
    }
    return found
  }

  /// What the clocks of the case, as the message found or has started them, say; and what the policy says of those that begin with the
  /// customer's choice, or with the return of the goods.
  private func tied(_ message: Message, _ clocks: [Clock]) throws -> Set<CivilDate> {
    var days: Set<CivilDate> = []
    for clock in clocks {
      days.insert(zone.lastDay(before: clock.dueAt))
      // "On that day we will ask you": the wait is over when the day begins.
      if clock.kind == .followUp { days.insert(zone.civilDate(of: clock.dueAt)) }
    }
    let policy = shop.policy
    if !message.isMail || message.isOvertaken { days.formUnion(try begunWhenTold(at: message.made)) }
    // The remedy's time is over, and what is told of it is told late.
    let isLate = clocks.contains { $0.kind == .remedy && $0.dueAt <= message.made }
    var settled =
      (isLate ? [message.made] : []) + clocks.filter { $0.kind == .goodsReturn }.map { $0.dueAt - 0.000_001 }
    if let validUntil = message.validUntil { settled.append(max(message.made, validUntil - 0.000_001)) }
    settled += try settled.compactMap { try policy.clock(.goodsReturn, startedAt: $0)?.dueAt }.map {
      $0 - 0.000_001
    }
    for remedy in Remedy.allCases {
      for moment in settled {
        let start = policy.remedyStart(
          receivedAt: message.receivedAt, decidedAt: message.decidedAt ?? moment, settledAt: moment)
        for begin in [start, moment, message.made] {
          if let clock = try policy.clock(.remedy, startedAt: begin, remedy: remedy) {
            days.insert(zone.lastDay(before: clock.dueAt))
          }
        }
      }
    }
    for moment in [message.created, message.made] {
      let usable = try policy.offer.vouchersUsableFor.deadline(
        from: moment, in: zone, calendar: policy.calendar)
      days.insert(zone.lastDay(before: usable.expiresAt))
    }
    return days
  }

  /// What is in a person's hands names days from when it was written down; their clocks begin when the customer is told.
  private func begunWhenTold(at moment: Date) throws -> Set<CivilDate> {
    let policy = shop.policy
    let appeal = try policy.escalation.appealWithin.deadline(
      from: moment, in: zone, calendar: policy.calendar)
    let ends = [
      try policy.clock(.periodicUpdate, startedAt: moment)?.dueAt,
      try policy.clock(.information, startedAt: moment)?.dueAt, try policy.newTarget(at: moment)?.dueAt,
      appeal.expiresAt,
    ]
    return Set(ends.compactMap(\.self).map { zone.lastDay(before: $0) })
  }

  private func messages() async throws -> [Message] {
    try await shop.pool.execute(
      Statement(
        "messages that have left",
        """
        select notification_id, notification.case_id, notification.kind, notification.channel, decision.decided_at,
          notification.created_at, coalesce(handed_at, sent_at) as made, message_id is not null as is_mail, case_record.received_at,
          exists (
            select from casework.case_event
            where case_event.case_id = notification.case_id and case_event.kind = 'state_changed'
              and case_event.details ->> 'to' in ('resolved', 'rejected', 'closed', 'withdrawn')
              and abs(extract(epoch from occurred_at - coalesce(handed_at, sent_at))) < 2) as is_overtaken,
          (select max(valid_until) from casework.remedy_option
           where notification.kind = 'option_offer' and (remedy_option.case_id, decision_version) = (decision.case_id, decision.version))
            as valid_until
        from casework.notification
        join casework.case_record using (case_id)
        left join casework.decision
          on decision.case_id = notification.case_id and decision.version = (facts ->> 'decision')::smallint
        where coalesce(handed_at, sent_at) is not null
        order by notification_id
        """)
    ).map { row in
      Message(
        number: try row.decode(Int64.self, "notification_id"), caseID: try row.decode(Int64.self, "case_id"),
        kind: try row.decode(String.self, "kind"), created: try row.decode(Date.self, "created_at"),
        made: try row.decode(Date.self, "made"),
        isMail: try row.decode(Bool.self, "is_mail"), channel: try row.decode(String.self, "channel"),
        decidedAt: try row.decode(Date?.self, "decided_at"),
        validUntil: try row.decode(Date?.self, "valid_until"),
        receivedAt: try row.decode(Date.self, "received_at"),
        isOvertaken: try row.decode(Bool.self, "is_overtaken"))
    }
  }

  private func clocks() async throws -> [Int64: [Clock]] {
    let rows = try await shop.pool.execute(
      Statement("clocks of cases", "select case_id, kind, started_at, due_at from casework.clock"))
    return try rows.reduce(into: [:]) { clocks, row in
      let kind: ClockKind = try row.word("kind")
      clocks[try row.decode(Int64.self, "case_id"), default: []].append(
        Clock(
          kind: kind, startedAt: try row.decode(Date.self, "started_at"),
          dueAt: try row.decode(Date.self, "due_at")))
    }
  }

  /// Of promises, and of codes that were given.
  private func ends() async throws -> [Int64: Set<CivilDate>] {
    let rows = try await shop.pool.execute(
      Statement(
        "ends of cases",
        """
        select case_id, promised_for as ends_at from casework.commitment
        union all
        select case_id, valid_until from casework.ledger join casework.voucher using (idempotency_key)
        """))
    return try rows.reduce(into: [:]) { ends, row in
      ends[try row.decode(Int64.self, "case_id"), default: []].insert(
        zone.lastDay(before: try row.decode(Date.self, "ends_at")))
    }
  }

  private func text(of message: Message) throws -> String {
    if message.isMail {
      guard let mail = outbox.mails.first(where: { $0.contains("notification-\(message.number).") }) else {
        return ""
      }
      return try outbox.readable(mail)
    }
    let channel = Channel(rawValue: message.channel)!
    guard
      let note = outbox.handovers(channel).first(where: { $0.contains("notification-\(message.number).") })
    else { return "" }
    return try outbox.handover(channel, note).replacing("\u{A0}", with: " ")
  }

  /// Days as the three languages write them.
  static func days(in text: String) -> [CivilDate] {
    text.matches(of: /([0-9]{1,2}) (\p{L}+) (20[0-9]{2})/).compactMap { match in
      guard let month = months[String(match.2)], let day = Int(match.1) else { return nil }
      let padded = [month, day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
      return CivilDate("\(match.3)-\(padded)")
    }
  }

  private static let months: [String: Int] = {
    let names = [
      "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
      "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
      "January February March April May June July August September October November December",
    ]
    return names.reduce(into: [:]) { months, line in
      for (index, name) in line.split(separator: " ").enumerated() { months[String(name)] = index + 1 }
    }
  }()
}

import Complaints
import Foundation

/// A complaint with what the policy makes of it at its receipt. Pure.
struct CaseDraft: Sendable {
  let row: ComplaintRow
  let band: Int
  /// The version that was in force when it was received; where none was, the first.
  let policy: Policy
  /// Why the policy cannot take it: it was not in force, or its calendar ends too early. A deadline is not guessed.
  let obstacle: String?
  private let newClocks: [NewClock]
  private let zone: Zone

  init(_ row: ComplaintRow, _ policies: PolicyVersions) {
    self.row = row
    zone = policies.zone
    let inForce = Result { () throws(PolicyNotInForce) in
      try policies.version(on: policies.zone.civilDate(of: row.receivedAt))
    }
    policy = (try? inForce.get()) ?? policies.named[0].policy
    band = policy.priority(of: row.kind, fact: nil, preference: row.preference).band
    if case .failure(let reason) = inForce {
      newClocks = []
      obstacle = reason.description
      return
    }
    do throws(CalendarError) {
      newClocks =
        try NewClock.started(
          by: .received, at: row.receivedAt, caseID: 0, standing: row.standing, policy: policy)
        + NewClock.escalation(above: 0, of: 0, receivedAt: row.receivedAt, policy: policy)
      obstacle = nil
    } catch {
      newClocks = []
      obstacle = "policy \(policy.id): \(error)"
    }
  }

  func clocks(caseID: Int64) -> [NewClock] {
    newClocks.map {
      NewClock($0.cycle, caseID: caseID, onBreach: $0.onBreach, pausedIn: $0.pausedIn)
    }
  }

  /// When it is too late to answer; `nil` where the policy does not time the answer.
  var answerDue: Date? { newClocks.first { $0.cycle.kind == .answer }?.cycle.dueAt }

  /// A file of past complaints can be replayed in a sandbox: nobody is thanked for what was not received yet.
  func acknowledgement(caseID: Int64) -> NewNotification {
    NewNotification(
      .acknowledgement, caseID: caseID,
      facts: NotificationFacts(answerBy: answerDue.map { zone.lastDay(before: $0) }),
      notBefore: row.receivedAt)
  }

  /// When a complaint that is taken in at the moment begins to exist for its case.
  func moment(notBefore moment: Date) -> Date { max(moment, row.receivedAt) }

  func event(caseID: Int64, at moment: Date) -> CaseEvent {
    CaseEvent(
      .received, caseID: caseID, by: .customer, at: self.moment(notBefore: moment),
      ["kind": .text(row.kind.rawValue), "channel": .text(row.channel.rawValue)])
  }
}

extension ComplaintRow {
  /// The canonical content as text; it is UTF-8 by its making.
  var contentText: String { String(decoding: canonicalContent, as: UTF8.self) }
}

/// The customers that complaints name, each once: what one complaint leaves out, another may say.
struct ClaimantList {
  private(set) var references: [String] = []
  private(set) var names: [String?] = []
  private(set) var emails: [String?] = []
  private(set) var locales: [String?] = []

  init(_ rows: [ComplaintRow]) {
    var places: [String: Int] = [:]
    for row in rows {
      guard let reference = row.customerReference else { continue }
      if let place = places[reference] {
        names[place] = names[place] ?? row.customerName
        emails[place] = emails[place] ?? row.customerEmail
        continue
      }
      places[reference] = references.count
      references.append(reference)
      names.append(row.customerName)
      emails.append(row.customerEmail)
      locales.append(row.locale)
    }
  }
}

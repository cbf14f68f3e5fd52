import Complaints
import Foundation

/// What is told of the checks: the specific cause (S24), from the records only (S34).
extension MessageComposer {
  /// Never empty: where nothing more may or can be told, that it was examined.
  func findings(_ verdict: NotificationSource.Verdict) -> [MessageContext.Finding] {
    if verdict.basis == .deemed {
      return [lastDay(source.answerMissed ?? source.answerDue).map { .answerMissed(due: $0) } ?? .examined]
    }
    let found = [delivery(), charge(verdict), evidence(verdict)].compactMap(\.self)
    return found.isEmpty ? [.examined] : found
  }

  /// For complaints about the delivery; of the others it explains nothing.
  func delivery() -> MessageContext.Finding? {
    guard source.complaint == .lateDelivery || source.complaint == .notReceived,
      let facts = source.checks[Check.Name.delivery.rawValue], case .text(let code)? = facts["fact"]
    else { return nil }
    let (promised, delivered) = (day(facts["promised_on"]), day(facts["delivered_on"]))
    switch code {
    case "delivered_late":
      guard let promised, let delivered else { return nil }
      return .deliveredLate(promised: promised, delivered: delivered)
    case "delivered_on_time", "delivered_without_promise":
      return delivered.map { .deliveredOnTime(promised: promised, delivered: $0) }
    case "overdue":
      guard let promised, let asOf = day(facts["as_of"]) else { return nil }
      return .overdue(promised: promised, asOf: asOf)
    case "not_yet_due": return promised.map { .notYetDue(promised: $0) }
    case "cancelled": return .orderCancelled
    case "unavailable": return .orderUnavailable
    case "complaint_older_than_order":
      return day(source.checks[Check.Name.chronology.rawValue]?["ordered_on"]).map {
        .complaintBeforeOrder(ordered: $0)
      }
    default: return nil
    }
  }

  /// S5: a wrong charge that was accepted.
  private func charge(_ verdict: NotificationSource.Verdict) -> MessageContext.Finding? {
    guard source.complaint == .paymentProblem, verdict.outcome == Ruling.accepted.code,
      let facts = source.checks[Check.Name.claimedAmount.rawValue],
      case .money(let claimed)? = facts["claimed"], case .money(let paid)? = facts["paid"],
      claimed.isPositive, let expected = try? paid - claimed, expected.minorUnits >= 0
    else { return nil }
    return .overcharged(expected: expected, charged: paid)
  }

  /// That it bears the claim out is only said where the claim was accepted.
  private func evidence(_ verdict: NotificationSource.Verdict) -> MessageContext.Finding? {
    guard verdict.ground == nil,
      case .list(let words)? = source.checks[Check.Name.evidence.rawValue]?["given"]
    else { return nil }
    let given = words.compactMap(Evidence.init(rawValue:))
    return given.isEmpty ? nil : .confirmedByEvidence(given)
  }

  /// S1: the day of delivery that took the place of the one that the checks saw, as the order has it now; in a message that is there
  /// to tell a change (S30), also when that is the first day again. Nothing of an order whose customer was not found: the
  /// checks have no facts of it then (S23).
  func newDeliveryDate() -> CivilDate? {
    let facts = source.checks[Check.Name.delivery.rawValue]
    guard let known = day(facts?["promised_on"]), facts?["delivered_on"] == nil, let now = source.promisedOn,
      now != known || isAboutChangedDay
    else { return nil }
    return ahead(now)
  }

  private var isAboutChangedDay: Bool { source.kind == .statusUpdate && source.facts.newDate != nil }

  private func day(_ fact: FactValue?) -> CivilDate? {
    if case .text(let text)? = fact { CivilDate(text) } else { nil }
  }
}

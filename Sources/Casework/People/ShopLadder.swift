import Complaints
import Foundation

/// The ladder of a case's policy with the people who stand on it: who takes a case over (S42). Pure.
struct ShopLadder: Sendable {
  let policy: Policy
  let roster: Roster

  /// One step up.
  struct Step: Sendable {
    /// From 1; 0 is the handler.
    let level: Int
    let rung: EscalationRung
    /// Who has the case there; `nil`: the shop names nobody, and the person who answers for the case still does.
    let holder: String?
  }

  /// The nearest rung above that is there for the cause and that is not the responsible person's own: nobody is named as their
  /// own superior. `nil`: there is none.
  func step(
    above level: Int, besides responsible: String, because trigger: MessageContext.EscalationTrigger?,
    at warning: ClockWarning? = nil
  ) -> Step? {
    for (level, rung) in policy.rungs(above: level, for: trigger, at: warning) {
      if let step = step(to: rung, level, besides: responsible) { return step }
    }
    return nil
  }

  /// The step to that very level; `nil` also where the case is there already, or above.
  func step(to level: Int, from current: Int, besides responsible: String) -> Step? {
    guard level > current, policy.escalation.ladder.indices.contains(level - 1) else { return nil }
    return step(to: policy.escalation.ladder[level - 1], level, besides: responsible)
  }

  private func step(to rung: EscalationRung, _ level: Int, besides responsible: String) -> Step? {
    let people = holders(of: rung)
    if let holder = people.first(where: { $0.lowercased() != responsible.lowercased() }) {
      return Step(level: level, rung: rung, holder: holder)
    }
    // Its only holder is who has the case.
    return people.isEmpty ? Step(level: level, rung: rung, holder: nil) : nil
  }

  /// Whoever is there before whoever is not; the person whom the policy names before those whom the list of handlers has there,
  /// of whom those with the fewest open cases come first.
  private func holders(of rung: EscalationRung) -> [String] {
    let listed = roster.handlers.filter { $0.rung == rung.level }.sorted {
      ($0.openCases, $0.name) < ($1.openCases, $1.name)
    }
    var names = listed.filter { !$0.isAway }.map(\.name)
    if let named = rung.holder {
      if roster.handler(named: named)?.isAway == true {
        names.append(named)
      } else {
        names.insert(named, at: 0)
      }
    }
    return names + listed.filter(\.isAway).map(\.name)
  }
}

extension ShopLadder.Step {
  /// Of the history.
  func details(because trigger: String) -> [String: FactValue] {
    var details: [String: FactValue] = ["level": .number(level), "trigger": .text(trigger)]
    details["person"] = holder.map { .text($0) }
    return details
  }

  /// What the customer is told.
  func facts(because trigger: MessageContext.EscalationTrigger) -> NotificationFacts {
    NotificationFacts(escalatedTo: rung.level, because: trigger, holder: holder)
  }

  /// - Parameter moment: before which nobody is told, in business time; `nil`: at once.
  func escalation(of caseID: Int64, because trigger: String, notBefore moment: Date? = nil) -> CaseEscalation
  {
    CaseEscalation(
      caseID: caseID, level: level, responsible: holder, contact: rung.contact, trigger: trigger,
      notBefore: moment, handsOver: !rung.handsOver.isEmpty)
  }
}

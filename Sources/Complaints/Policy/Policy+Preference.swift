/// What a customer's preference means for how soon a complaint is worked on (S11).
package struct PreferenceRules: Sendable, Hashable {
  /// At least that priority for those to whom this matters most.
  package let priorities: [Preference: Priority]

  /// It changes nothing.
  package static let standard = PreferenceRules(priorities: [:])

  init(priorities: [Preference: Priority]) { self.priorities = priorities }

  init(_ section: PolicySection) {
    defer { section.finish() }
    var priorities: [Preference: Priority] = [:]
    for preference in Preference.allCases {
      priorities[preference] = section.optional(preference.rawValue, .word)
    }
    self.init(priorities: priorities)
  }
}

extension Policy {
  /// How soon a complaint is worked on. What is not known of the delivery counts as late; a preference makes nothing less urgent.
  package func priority(
    of kind: ComplaintKind, fact: DeliveryFact?, preference: Preference? = nil
  ) -> Priority {
    let rule = rule(for: kind)
    let isInTime = fact == .notYetDue || fact == .deliveredOnTime
    let own = isInTime ? rule.priorityUntilLate ?? rule.priority : rule.priority
    return preference.flatMap { preferences.priorities[$0] }.map { min($0, own) } ?? own
  }
}

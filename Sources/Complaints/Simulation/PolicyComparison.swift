/// Two policies tried on the same complaints: what each would have decided, and what it would have cost.
package struct PolicyComparison: Sendable {
  /// Before and after.
  package struct Change: Sendable, Hashable {
    package let before: PolicyTrial.Outcome
    package let after: PolicyTrial.Outcome
  }

  /// The same complaints under one of the policies.
  package struct Bill: Sendable {
    /// How many complaints came to what.
    package private(set) var outcomes: [PolicyTrial.Outcome: Int] = [:]
    /// What acceptances come to, by currency, when customers get their wish, else the default.
    package private(set) var expected: [Currency: Money] = [:]
    /// … and when everybody chooses the dearest option.
    package private(set) var most: [Currency: Money] = [:]
    /// Acceptances whose expected remedy is goods: nobody knows their cost here.
    package private(set) var inKind = 0

    /// How many complaints need a person.
    package var needingPerson: Int { outcomes.filter(\.key.needsPerson).values.reduce(0, +) }

    fileprivate mutating func add(_ trial: PolicyTrial) throws(MoneyError) {
      outcomes[trial.outcome, default: 0] += 1
      if trial.isInKind { inKind += 1 }
      try Self.add(trial.expected, to: &expected)
      try Self.add(trial.most, to: &most)
    }

    private static func add(_ amount: Money?, to sums: inout [Currency: Money]) throws(MoneyError) {
      guard let amount else { return }
      sums[amount.currency] = try (sums[amount.currency] ?? .zero(amount.currency)) + amount
    }
  }

  package private(set) var before = Bill()
  package private(set) var after = Bill()
  /// The complaints that the two decide differently, by their references, in the order in which they came.
  package private(set) var changes: [Change: [String]] = [:]
  package private(set) var complaints = 0
  /// The answer would be due earlier, or later, in so many.
  package private(set) var dueEarlier = 0
  package private(set) var dueLater = 0

  package init() {}

  /// Throws `MoneyError` when the sums do not fit into what money is counted in.
  package mutating func add(
    _ reference: String, before: PolicyTrial, after: PolicyTrial
  ) throws(MoneyError) {
    try self.before.add(before)
    try self.after.add(after)
    complaints += 1
    if before.outcome != after.outcome {
      changes[Change(before: before.outcome, after: after.outcome), default: []].append(reference)
    }
    guard let old = before.answerDue, let new = after.answerDue else { return }
    if new < old { dueEarlier += 1 }
    if new > old { dueLater += 1 }
  }
}

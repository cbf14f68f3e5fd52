import Casework
import Complaints

/// What a simulation found. Its keys are a contract: docs/json.md.
struct SimulationReport: Encodable {
  struct Version: Encodable {
    let id: String
    let version: Int

    init(_ policy: Policy) {
      id = policy.id
      version = policy.version
    }

    var title: String { "\(id) version \(version)" }
  }

  struct Outcome: Encodable {
    let decision: String
    let before: Int
    let after: Int
  }

  struct Difference: Encodable {
    let before: String
    let after: String
    let complaints: Int
    /// The first ones.
    let references: [String]
  }

  /// Amounts in minor units, as in all our JSON.
  struct Cost: Encodable {
    let currency: Currency
    let expectedBefore: Int64
    let expectedAfter: Int64
    let mostBefore: Int64
    let mostAfter: Int64

    func money(_ units: Int64) -> String { "\(Money(minorUnits: units, currency: currency))" }
  }

  struct Count: Encodable {
    let before: Int
    let after: Int
  }

  let policy: Version
  let against: Version
  let complaints: Int
  /// Complaints that name an order which is not known.
  let unknownOrders: Int
  let unreadableLines: [Int]
  let outcomes: [Outcome]
  let differences: [Difference]
  let decidedDifferently: Int
  let needingPerson: Count
  let costs: [Cost]
  /// Acceptances whose expected remedy is goods, and so in no sum of money.
  let inKind: Count
  let answerDueEarlier: Int
  let answerDueLater: Int

  init(
    _ simulation: PolicySimulation, _ comparison: PolicyComparison, before: Policy, after: Policy,
    examples: Int
  ) {
    policy = Version(after)
    against = Version(before)
    complaints = comparison.complaints
    unknownOrders = simulation.unknownOrders
    unreadableLines = simulation.unreadableLines
    let (old, new) = (comparison.before, comparison.after)
    outcomes = Set(old.outcomes.keys).union(new.outcomes.keys).sorted { $0.code < $1.code }.map {
      Outcome(decision: $0.code, before: old.outcomes[$0] ?? 0, after: new.outcomes[$0] ?? 0)
    }
    differences = comparison.changes.map { change, references in
      Difference(
        before: change.before.code, after: change.after.code, complaints: references.count,
        references: Array(references.prefix(examples)))
    }.sorted { (-$0.complaints, $0.before, $0.after) < (-$1.complaints, $1.before, $1.after) }
    decidedDifferently = comparison.changes.values.map(\.count).reduce(0, +)
    needingPerson = Count(before: old.needingPerson, after: new.needingPerson)
    costs = Set(old.most.keys).union(new.most.keys).sorted { $0.code < $1.code }.map { currency in
      Cost(
        currency: currency, expectedBefore: old.expected[currency]?.minorUnits ?? 0,
        expectedAfter: new.expected[currency]?.minorUnits ?? 0,
        mostBefore: old.most[currency]?.minorUnits ?? 0, mostAfter: new.most[currency]?.minorUnits ?? 0)
    }
    inKind = Count(before: old.inKind, after: new.inKind)
    answerDueEarlier = comparison.dueEarlier
    answerDueLater = comparison.dueLater
  }
}

import Complaints
import TestSupport
import Testing

/// Orders, complaints, and everything that customers, people, time and payment providers may do, at random, on the real
/// steps; after each round what always holds is looked at.
///
/// `REDRESS_SEED=17 swift test --filter RandomLivesTests` repeats a run; `REDRESS_SEEDS=50` tries fifty new ones. With one seed the
/// choices are the same; how two workers share the work is the machine's.
@Suite(.timeLimit(.minutes(60))) struct RandomLivesTests {
  @Test(arguments: Seeds.first(4)) func whateverHappensTheRulesHold(_ seed: UInt64) async throws {
    var random = SplitMix(seed)
    let country = RandomLife.countries.randomElement(using: &random)!
    let source = ShippedPolicies.source(country.policy)!
    let generator = random
    try await withShop(policy: source) { shop in
      try await withOutbox { outbox in
        var life = try RandomLife(shop, outbox, country, random: generator)
        var read: Set<Int64> = []
        var days = 0
        do {
          try await life.begin()
          for _ in 0..<14 {
            try await life.round()
            try await Invariants(shop).check()
            days += try await NamedDays(shop, outbox, promisedDays: life.promisedDays).check(&read)
          }
          try await life.end()
          try await Invariants(shop).check()
          days += try await NamedDays(shop, outbox, promisedDays: life.promisedDays).check(&read)
          try await Invariants(shop).checkThatAllIsOver()
          #expect(days > 0, "no message names a day")
        } catch {
          Issue.record("\(error)")
          throw Broken(seed: seed, policy: country.policy, log: life.log.suffix(60).joined(separator: "\n"))
        }
      }
    }
  }

  /// What a failing run says: how to repeat it, and what led to it.
  private struct Broken: Error, CustomStringConvertible {
    let seed: UInt64
    let policy: String
    let log: String

    var description: String { "REDRESS_SEED=\(seed), under the policy \(policy):\n\(log)" }
  }
}

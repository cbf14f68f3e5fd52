import Complaints
import Foundation
import Synchronization
import Testing

/// An instant as the tables of the domain write it: `2026-12-10T09:00:00+01:00`.
func at(_ text: String) -> Date {
  try! Date(text, strategy: .iso8601)
}

func day(_ text: String) -> CivilDate { CivilDate(text)! }

let pln = Currency(code: "PLN")!
let warsaw = Zone("Europe/Warsaw")!

/// 12.34 zloty.
func zloty(_ text: String) -> Money { try! Money(decimal: text, currency: pln) }

/// A shipped policy, with some of its text replaced. Each is read once: reading tries thousands of days.
func policy(_ id: String, replacing changes: [(String, String)] = []) throws -> Policy {
  var source = try #require(ShippedPolicies.source(id))
  for (old, new) in changes {
    try #require(source.contains(old), "the policy \(id) does not contain \(old)")
    source = source.replacingOccurrences(of: old, with: new)
  }
  if let known = policies.withLock({ $0[source] }) { return known }
  let policy = try Policy.read(source)
  policies.withLock { $0[source] = policy }
  return policy
}

private let policies = Mutex<[String: Policy]>([:])

/// The late penalty of art. 23.1, to be put into a policy without one.
let latePenaltySection = """
  late_penalty:
    rate_per_day: 0.5%
    base: paid
    cap: 100%
    rounding: half_up

  goodwill:
  """

import ArgumentParser
import Foundation
import JobQueue
import LibPQ

/// What a run has shown.
struct Report {
  let pool: Pool
  let fleet: Fleet
  let seed: UInt64

  private static let storiesAtMost = 5

  /// - Throws: `ExitCode.failure` when the history is not what was promised.
  func print(_ troubles: [String]) async throws {
    let counts = try await pool.execute(.counts)[0]
    let died = await fleet.died
    Swift.print(
      """
      jobs \(try counts.decode(Int64.self, at: 0)), attempts \(try counts.decode(Int64.self, at: 1)), \
      taken over \(try counts.decode(Int64.self, at: 2)), generations \(try counts.decode(Int64.self, at: 3)), workers that ended \(died)
      settled: \(try counts.decode(String?.self, at: 4) ?? "none")
      """)
    let violations = try await pool.execute(.violations)
    guard !violations.isEmpty || !troubles.isEmpty else {
      Swift.print("the history is as it should be")
      return
    }
    Swift.print("\nVIOLATED with seed \(seed):")
    for trouble in troubles { Swift.print("- \(trouble)") }
    var told: [String: Int] = [:]
    for violation in violations {
      let sentence: String = try violation.decode(at: 2)
      told[sentence, default: 0] += 1
      guard told[sentence]! <= Self.storiesAtMost else { continue }
      Swift.print("- job \(try violation.decode(Int64?.self, at: 1) ?? 0): \(sentence)")
      guard let token = try violation.decode(Int64?.self, at: 0) else { continue }
      for row in try await pool.execute(.story, token) {
        Swift.print("    \(try row.decode(String.self, at: 0))")
      }
      if let job = try violation.decode(Int64?.self, at: 1) {
        Swift.print("    now: \(try await JobQueue.explain(job, in: pool))")
      }
    }
    for (sentence, count) in told.sorted(by: { $0.key < $1.key }) where count > Self.storiesAtMost {
      Swift.print("- \(count) times: \(sentence)")
    }
    throw ExitCode.failure
  }
}

import Testing

@testable import JobQueue

@Suite struct RetryPolicyTests {
  @Test(arguments: [
    (attempt: 1, seconds: 2), (attempt: 2, seconds: 4), (attempt: 9, seconds: 512),
    (attempt: 200, seconds: 3600),
  ])
  func `waits double up to the limit`(attempt: Int, seconds: Int) {
    let policy = RetryPolicy(attempts: 1000, jitter: 0)
    #expect(policy.delay(afterAttempt: attempt, random: 0.7) == .seconds(seconds))
  }

  @Test func `the last attempt has no next`() {
    let policy = RetryPolicy(attempts: 3)
    #expect(policy.delay(afterAttempt: 2, random: 0) != nil)
    #expect(policy.delay(afterAttempt: 3, random: 0) == nil)
  }

  @Test func `jitter takes off a random part and no more`() {
    let policy = RetryPolicy(base: .seconds(8), jitter: 0.5)
    #expect(policy.delay(afterAttempt: 1, random: 0) == .seconds(8))
    #expect(policy.delay(afterAttempt: 1, random: 1) == .seconds(4))
  }
}

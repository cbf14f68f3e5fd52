import LibPQ
import Testing

@testable import JobQueue

@Suite struct BatchStepTests {
  @Test func `a failing batch is split until one job is alone`() {
    let mishap = Mishap.failed(reason: "no")
    #expect(BatchStep(after: mishap, work: .handle, attempts: 100, disturbances: 0) == .split)
    #expect(BatchStep(after: mishap, work: .handle, attempts: 1, disturbances: 0) == .fail(reason: "no"))
  }

  @Test func `a settlement that fails has nobody to blame and is tried again`() {
    let step = BatchStep(
      after: .failed(reason: "no"), work: .settle(.dead(reason: "x")), attempts: 1, disturbances: 2)
    #expect(step == .again(after: .milliseconds(400)))
  }

  @Test func `the database's absence is nobody's fault however long it lasts`() {
    for disturbances in [0, 3, 10, 1000] {
      let step = BatchStep(after: .databaseAway, work: .handle, attempts: 1, disturbances: disturbances)
      guard case .again(let pause) = step else {
        Issue.record("\(step)")
        continue
      }
      #expect(pause <= .seconds(5) && pause > .zero)
    }
  }

  @Test func `a batch that keeps losing its connection is split, and blamed in the end`() {
    let eighth = BatchStep(after: .connectionBroke, work: .handle, attempts: 9, disturbances: 7)
    #expect(eighth == .again(after: .seconds(5)))
    #expect(BatchStep(after: .connectionBroke, work: .handle, attempts: 9, disturbances: 8) == .split)
    #expect(
      BatchStep(after: .connectionBroke, work: .handle, attempts: 1, disturbances: 8)
        == .fail(reason: "lost its connection 8 times"))
  }

  @Test func `jobs that keep colliding are split, and blamed in the end`() {
    #expect(
      BatchStep(after: .collision, work: .handle, attempts: 9, disturbances: 4)
        == .again(after: .milliseconds(50)))
    #expect(BatchStep(after: .collision, work: .handle, attempts: 9, disturbances: 5) == .split)
  }

  @Test func `who lost the race looks again, who lost the claim stops`() {
    #expect(
      BatchStep(after: .settledBefore, work: .handle, attempts: 9, disturbances: 0) == .withoutTheSettled)
    #expect(BatchStep(after: .claimGone, work: .handle, attempts: 9, disturbances: 0) == .drop)
    #expect(BatchStep(after: .cancelled, work: .handle, attempts: 9, disturbances: 0) == .stop)
  }

  @Test(arguments: [
    ("JQ001", Mishap.claimGone), ("40001", .collision), ("40P01", .collision),
    ("57P01", .connectionBroke), ("25006", .databaseAway), ("08006", .connectionBroke),
  ])
  func `errors of the server have their meaning`(code: String, mishap: Mishap) {
    #expect(Mishap(PostgresError(sqlState: SQLState(rawValue: code), message: "x")) == mishap)
  }

  @Test func `the fence is the key of the outcomes, and no other key`() {
    func violated(_ table: String, of schema: String) -> Mishap {
      Mishap(PostgresError(sqlState: .uniqueViolation, message: "x", schema: schema, table: table))
    }
    #expect(violated("outcome_3", of: "job_queue") == .settledBefore)
    #expect(violated("outcome_3", of: "public") == .failed(reason: "23505: x, table outcome_3"))
    #expect(violated("claim", of: "job_queue") == .failed(reason: "23505: x, table claim"))
  }

  @Test func `a violated constraint is the handler's failure and quotes no data`() {
    let error = PostgresError(
      sqlState: .uniqueViolation, statement: "insert_voucher", message: "duplicate key",
      detail: "Key (name)=(Anna)")
    guard case .failed(let reason) = Mishap(error) else {
      Issue.record("not a failure")
      return
    }
    #expect(reason.contains("insert_voucher") && !reason.contains("Anna"))
  }

  @Test(
    arguments: [
      (.connectionLost, .connectionBroke), (.commitOutcomeUnknown, .connectionBroke),
      (.closed, .connectionBroke),
      (.connectionFailed, .databaseAway), (.poolExhausted, .databaseAway), (.poolClosed, .cancelled),
      (.misuse, .failed(reason: "misuse: x")),
    ] as [(ConnectionError.Kind, Mishap)])
  func `errors of the connection have their meaning`(kind: ConnectionError.Kind, mishap: Mishap) {
    #expect(Mishap(ConnectionError(kind, "x")) == mishap)
  }

  @Test func `a cancelled task is no mishap of the job`() {
    #expect(Mishap(CancellationError()) == .cancelled)
  }
}

import Testing

@testable import LibPQ

/// Transcripts: what `PQgetResult` returns, line by line, and what is done about it.
@Suite struct PipelineStateTests {
  private typealias Pipeline = PipelineState<String, String>

  @Test func aUnitAnswersAtItsSync() {
    var pipeline = Pipeline()
    let unit = pipeline.append([.execute, .execute])
    #expect(pipeline.receive(.reply("a")).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(pipeline.receive(.reply("b")).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(!pipeline.isIdle)
    #expect(pipeline.receive(.synced).line == "finished \(unit): a b")
    #expect(pipeline.isIdle)
  }

  @Test func answersOfTheLibrarysOwnStatementsAreDropped() {
    var pipeline = Pipeline()
    let unit = pipeline.append([.control, .prepare(name: "s1"), .execute])
    for event: Pipeline.Event in [
      .reply("begin"), .endOfStep, .reply("parsed"), .endOfStep, .reply("a"), .endOfStep,
    ] {
      #expect(pipeline.receive(event).line == "proceed")
    }
    #expect(pipeline.receive(.synced).line == "finished \(unit): a")
  }

  @Test func aFailureEndsItsUnitAndNoOther() {
    var pipeline = Pipeline()
    let first = pipeline.append([.execute, .execute])
    let second = pipeline.append([.execute])
    #expect(pipeline.receive(.failure("23505")).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(pipeline.receive(.skipped).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(pipeline.receive(.synced).line == "finished \(first): failed 23505 at 0")
    #expect(pipeline.receive(.reply("b")).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(pipeline.receive(.synced).line == "finished \(second): b")
  }

  @Test func theSecondStatementIsTheGuiltyOne() {
    var pipeline = Pipeline()
    let unit = pipeline.append([.control, .execute, .prepare(name: "s7"), .execute])
    _ = pipeline.receive(.reply("begin"))
    _ = pipeline.receive(.endOfStep)
    _ = pipeline.receive(.reply("a"))
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.failure("42601")).line == "not prepared s7")
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.skipped).line == "proceed")
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.synced).line == "finished \(unit): a failed 42601 at 1")
  }

  @Test func aSkippedPreparationIsNoPreparation() {
    var pipeline = Pipeline()
    _ = pipeline.append([.execute, .prepare(name: "s2"), .execute])
    _ = pipeline.receive(.failure("23505"))
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.skipped).line == "not prepared s2")
  }

  @Test func commitMayFailAfterAllStatementsSucceeded() {
    var pipeline = Pipeline()
    let unit = pipeline.append([.execute])
    _ = pipeline.receive(.reply("a"))
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.failure("23503")).line == "proceed")
    #expect(pipeline.receive(.endOfStep).line == "proceed")
    #expect(pipeline.receive(.synced).line == "finished \(unit): a failed 23503 at commit")
  }

  @Test func theFirstFailureCounts() {
    var pipeline = Pipeline()
    let unit = pipeline.append([.execute])
    _ = pipeline.receive(.failure("40001"))
    _ = pipeline.receive(.endOfStep)
    _ = pipeline.receive(.failure("25P02"))
    _ = pipeline.receive(.endOfStep)
    #expect(pipeline.receive(.synced).line == "finished \(unit): failed 40001 at 0")
  }

  @Test func whatCannotComeIsAViolation() {
    var idle = Pipeline()
    #expect(idle.receive(.reply("a")).line.hasPrefix("violation"))
    var early = Pipeline()
    _ = early.append([.execute])
    #expect(early.receive(.endOfStep).line.hasPrefix("violation"))
    #expect(early.receive(.synced).line.hasPrefix("violation"))
    var twice = Pipeline()
    _ = twice.append([.execute])
    _ = twice.receive(.reply("a"))
    #expect(twice.receive(.reply("b")).line.hasPrefix("violation"))
    #expect(twice.receive(.failure("c")).line.hasPrefix("violation"))
    var late = Pipeline()
    _ = late.append([.execute])
    _ = late.receive(.reply("a"))
    _ = late.receive(.endOfStep)
    #expect(late.receive(.reply("b")).line.hasPrefix("violation"))
  }

  @Test func aLostConnectionAbandonsEverythingOldestFirst() {
    var pipeline = Pipeline()
    let units = [pipeline.append([.execute]), pipeline.append([.execute]), pipeline.append([.control])]
    #expect(pipeline.unitCount == 3)
    #expect(pipeline.abandonAll() == units)
    #expect(pipeline.isIdle)
  }
}

extension PipelineState {
  fileprivate mutating func append(_ steps: [Step]) -> UnitID {
    let id = UInt64.random(in: .min ... .max)
    append(id, steps)
    return id
  }
}

extension PipelineState<String, String>.Action {
  fileprivate var line: String {
    switch self {
    case .proceed: return "proceed"
    case .notPrepared(let name): return "not prepared \(name)"
    case .violation(let reason): return "violation: \(reason)"
    case .finished(let unit):
      var line = "finished \(unit.id):"
      for reply in unit.replies { line += " \(reply)" }
      guard let failure = unit.failure else { return line }
      return line + " failed \(failure) at " + (unit.failedStatement.map { "\($0)" } ?? "commit")
    }
  }
}

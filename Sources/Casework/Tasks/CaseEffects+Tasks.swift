import Complaints
import JobQueue
import LibPQ

/// A task with the remedy that it is there for.
struct RemedyTask: Sendable, Hashable {
  let task: CaseTask
  let remedy: Remedy

  /// Reads a row of read_task.
  init(_ row: Row) throws {
    task = try CaseTask(row)
    remedy = try row.word("remedy")
  }

  /// Whether the case goes on, or cannot, by how it ends.
  func isAwaited(by head: CaseHead) -> Bool {
    task.kind.holdsCase && head.state == .compensating && head.decisions == task.decisionVersion
  }
}

/// What follows from the end of a task, whoever ended it. Pure.
extension CaseEffects {
  mutating func end(
    _ task: RemedyTask, failure: TaskFailure? = nil, reference: TaskReference? = nil, by actor: CaseActor,
    _ transition: inout CaseTransition
  ) {
    let ended = EndedTask(
      caseID: task.task.caseID, decisionVersion: task.task.decisionVersion, kind: task.task.kind,
      failure: failure, reference: reference, actor: actor)
    endedTasks.append(ended)
    transition.record(failure == nil ? .taskDone : .taskFailed, by: actor, ended.details)
  }

  /// The step `compensate` goes on where it had to wait.
  mutating func goOn(after task: RemedyTask, of head: CaseHead, _ policy: Policy) throws {
    compensations.append(
      NewJob(CompensateJob(caseID: head.caseID, decision: task.task.decisionVersion), band: head.band))
    guard task.task.kind == .awaitReturn else { return }
    clockStops += ClockStop.stopped(by: .returned, caseID: head.caseID)
    // Under a policy without a term for returns, the remedy's time has run since it was settled.
    guard policy.clocks[.goodsReturn] != nil else { return }
    newClocks += try NewClock.started(
      by: .accepted, at: moment, caseID: head.caseID, standing: head.standing, remedy: task.remedy,
      policy: policy)
  }

  /// A person decides anew; what was only intended is given up.
  mutating func giveUp(
    after task: RemedyTask, of head: CaseHead, by actor: CaseActor, _ transition: inout CaseTransition
  ) throws(IllegalTransition) {
    let reason: ReviewReason = task.task.kind == .awaitReturn ? .goodsNotReturned : .taskFailed
    try openReview(because: reason, by: actor, &transition)
    clockStops += ClockStop.stopped(by: .returned, caseID: head.caseID)
    givenUp.append(head.caseID)
  }
}

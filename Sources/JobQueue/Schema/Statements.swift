import LibPQ

/// The statements of this module; each is a file of sql/queue/statements, which says why it is as it is.
extension Statement {
  static let createQueue = Statement("create_queue", file: PackageResources.create_queue_sql)
  static let enqueueOne = Statement("enqueue_one", file: PackageResources.enqueue_one_sql)
  static let enqueueMany = Statement("enqueue_many", file: PackageResources.enqueue_many_sql)
  static let lanesForCopy = Statement("lanes_for_copy", file: PackageResources.lanes_for_copy_sql)
  static let copyEntries = Statement("copy_entries", file: PackageResources.copy_entries_sql)
  static let wake = Statement("wake", file: PackageResources.wake_sql)

  static let claim = Statement("claim", file: PackageResources.claim_sql)
  static let admit = Statement("admit", file: PackageResources.admit_sql)
  static let settle = Statement("settle", file: PackageResources.settle_sql)
  static let settled = Statement("settled", file: PackageResources.settled_sql)
  static let postpone = Statement("postpone", file: PackageResources.postpone_sql)
  static let bury = Statement("bury", file: PackageResources.bury_sql)
  static let giveBackUniqueKeys = Statement(
    "give_back_unique_keys", file: PackageResources.give_back_unique_keys_sql)

  static let promote = Statement("promote", file: PackageResources.promote_sql)
  static let registerSchedules = Statement(
    "register_schedules", file: PackageResources.register_schedules_sql)
  static let dueSchedules = Statement("due_schedules", file: PackageResources.due_schedules_sql)
  static let lockDueSchedules = Statement(
    "lock_due_schedules", file: PackageResources.lock_due_schedules_sql)
  static let enqueueScheduled = Statement("enqueue_scheduled", file: PackageResources.enqueue_scheduled_sql)
  static let moveSchedules = Statement("move_schedules", file: PackageResources.move_schedules_sql)
  static let listSchedules = Statement("list_schedules", file: PackageResources.list_schedules_sql)
  static let pauseSchedule = Statement("pause_schedule", file: PackageResources.pause_schedule_sql)
  static let resumeSchedule = Statement("resume_schedule", file: PackageResources.resume_schedule_sql)
  static let removeSchedule = Statement("remove_schedule", file: PackageResources.remove_schedule_sql)
  static let unpark = Statement("unpark", file: PackageResources.unpark_sql)
  static let unparkDue = Statement("unpark_due", file: PackageResources.unpark_due_sql)
  static let isIdle = Statement("is_idle", file: PackageResources.is_idle_sql)
  static let isDrained = Statement("is_drained", file: PackageResources.is_drained_sql)

  static let missingQueues = Statement("missing_queues", file: PackageResources.missing_queues_sql)
  static let joinWorkers = Statement("join_workers", file: PackageResources.join_workers_sql)
  static let beat = Statement("beat", file: PackageResources.beat_sql)
  static let leaveWorkers = Statement("leave_workers", file: PackageResources.leave_workers_sql)
  static let reclaim = Statement("reclaim", file: PackageResources.reclaim_sql)
  static let tidy = Statement("tidy", file: PackageResources.tidy_sql)

  static let nextGeneration = Statement("next_generation", file: PackageResources.next_generation_sql)
  static let sweepGeneration = Statement("sweep_generation", file: PackageResources.sweep_generation_sql)
  static let emptyGeneration = Statement("empty_generation", file: PackageResources.empty_generation_sql)
  static let purgeClaims = Statement("purge_claims", file: PackageResources.purge_claims_sql)
  static let openGeneration = Statement("open_generation", file: PackageResources.open_generation_sql)

  static let cancel = Statement("cancel", file: PackageResources.cancel_sql)
  static let explain = Statement("explain", file: PackageResources.explain_sql)
  static let pause = Statement("pause", file: PackageResources.pause_sql)
  static let resume = Statement("resume", file: PackageResources.resume_sql)
  static let rebase = Statement("rebase", file: PackageResources.rebase_sql)
  static let setQuota = Statement("set_quota", file: PackageResources.set_quota_sql)
  static let revive = Statement("revive", file: PackageResources.revive_sql)
  static let purgeDeadLetters = Statement(
    "purge_dead_letters", file: PackageResources.purge_dead_letters_sql)
}

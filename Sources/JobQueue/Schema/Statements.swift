import LibPQ

/// The statements of this module; each is a file of sql/queue/statements, which says why it is as it is.
extension Statement {
  static let createQueue = Statement("create_queue", file: PackageResources.create_queue_sql)
  static let enqueueMany = Statement("enqueue_many", file: PackageResources.enqueue_many_sql)
  static let lanesForCopy = Statement("lanes_for_copy", file: PackageResources.lanes_for_copy_sql)
  static let copyEntries = Statement("copy_entries", file: PackageResources.copy_entries_sql)
  static let wake = Statement("wake", file: PackageResources.wake_sql)
  static let claim = Statement("claim", file: PackageResources.claim_sql)
  static let settle = Statement("settle", file: PackageResources.settle_sql)
  static let settled = Statement("settled", file: PackageResources.settled_sql)
  static let postpone = Statement("postpone", file: PackageResources.postpone_sql)
  static let bury = Statement("bury", file: PackageResources.bury_sql)
  static let promote = Statement("promote", file: PackageResources.promote_sql)
  static let joinWorkers = Statement("join_workers", file: PackageResources.join_workers_sql)
  static let beat = Statement("beat", file: PackageResources.beat_sql)
  static let leaveWorkers = Statement("leave_workers", file: PackageResources.leave_workers_sql)
  static let reclaim = Statement("reclaim", file: PackageResources.reclaim_sql)
  static let tidy = Statement("tidy", file: PackageResources.tidy_sql)
  static let revive = Statement("revive", file: PackageResources.revive_sql)
  static let isIdle = Statement("is_idle", file: PackageResources.is_idle_sql)
}

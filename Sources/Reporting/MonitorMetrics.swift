import Foundation
import Monitoring
import Telemetry

/// The state of the desk as Prometheus scrapes it: the same numbers as the reports tell people. docs/telemetry.md says what to do about each.
enum MonitorMetrics {
  static func families(_ overview: Overview) -> [MetricFamily] {
    let status = overview.status
    return queues(status) + workers(status) + attention(status) + health(status.health)
      + clocks(overview.levels) + forecasts(overview.forecast)
  }

  private typealias Label = MetricFamily.Label

  private static func queues(_ status: StatusReport) -> [MetricFamily] {
    var jobs = MetricFamily(
      "redress_queue_jobs", .gauge,
      "Jobs by queue, band and state. Those that wait are counted up to 10000 a lane.")
    var oldest = MetricFamily(
      "redress_queue_oldest_job_seconds", .gauge,
      "Since the oldest job that waits was ready to be taken; 0 when none does.")
    for depth in status.queues {
      let labels = [Label("queue", depth.queue), Label("band", "\(depth.band)")]
      let states = [
        ("waiting", depth.waiting), ("running", depth.running), ("later", depth.later),
        ("timer", depth.onTimelines), ("dead", depth.dead),
      ]
      for (state, count) in states { jobs.add(Double(count), labels[0], labels[1], Label("state", state)) }
      oldest.add(depth.oldestSeconds ?? 0, labels[0], labels[1])
    }
    var flow = MetricFamily(
      "redress_queue_flow_jobs_per_second", .gauge,
      "Jobs that came into a queue, and that workers took out of it, a second over the last five minutes.")
    for queue in status.flow {
      flow.add(queue.into.overFiveMinutes, Label("queue", queue.queue), Label("direction", "in"))
      flow.add(queue.out.overFiveMinutes, Label("queue", queue.queue), Label("direction", "out"))
    }
    return [jobs, oldest, flow]
  }

  private static func workers(_ status: StatusReport) -> [MetricFamily] {
    var workers = MetricFamily("redress_workers", .gauge, "Worker processes by condition.")
    for condition in [WorkerCondition.working, .idle, .late, .lost] {
      let count = status.workers.count { $0.condition == condition }
      workers.add(Double(count), Label("condition", condition.rawValue))
    }
    return [workers]
  }

  private static func attention(_ status: StatusReport) -> [MetricFamily] {
    let attention = status.attention
    let now = status.moment.businessTime
    var waiting = MetricFamily("redress_attention_items", .gauge, "What waits for somebody, by what it is.")
    let items = [
      ("review", attention.manualReviews), ("unsent_message", attention.unsentMessages),
      ("handed_message", attention.handedMessages), ("open_task", attention.openTasks),
      ("overdue_task", attention.overdueTasks), ("unknown_payment", attention.unknownPayments),
      ("unexported_payout", attention.unexportedPayouts), ("retry", attention.waitingRetries),
    ]
    for (what, count) in items { waiting.add(Double(count), Label("what", what)) }
    var oldest = MetricFamily(
      "redress_attention_oldest_seconds", .gauge,
      "Seconds of business time that the oldest of them has waited; 0 when there is none.")
    let ages = [
      ("review", attention.oldestReviewAt), ("unsent_message", attention.oldestUnsentAt),
      ("handed_message", attention.oldestHandedAt),
    ]
    for (what, since) in ages {
      oldest.add(since.map { max(0, now.timeIntervalSince($0)) } ?? 0, Label("what", what))
    }
    return [waiting, oldest]
  }

  private static func health(_ health: DatabaseHealth) -> [MetricFamily] {
    var bytes = MetricFamily(
      "redress_queue_table_bytes", .gauge,
      "Bytes of each generation of the queue's tables, with their indexes.")
    for generation in health.generations {
      bytes.add(Double(generation.bytes), Label("generation", "\(generation.generation)"))
    }
    var holder = MetricFamily(
      "redress_database_oldest_snapshot_seconds", .gauge,
      "How long the oldest transaction has kept old rows alive; below a minute counts as 0.")
    holder.add(health.snapshotHolders.compactMap(\.seconds).max() ?? 0)
    var slots = MetricFamily(
      "redress_database_abandoned_slots", .gauge,
      "Replication slots that keep old rows and that nobody reads.")
    slots.add(Double(health.snapshotHolders.count { $0.seconds == nil }))
    var dead = MetricFamily(
      "redress_database_dead_rows", .gauge, "Dead rows of tables that have more than a fifth of dead ones.")
    for table in health.bloatedTables { dead.add(Double(table.deadRows), Label("table", table.name)) }
    var standby = MetricFamily(
      "redress_database_standby_lag_bytes", .gauge, "Bytes that a standby is behind.")
    for follower in health.standbys {
      standby.add(Double(follower.bytesBehind), Label("standby", follower.name))
    }
    return [bytes, holder, slots, dead, standby]
  }

  private static func clocks(_ levels: ServiceLevelReport) -> [MetricFamily] {
    var clocks = MetricFamily(
      "redress_clocks", .gauge,
      "Running clocks by kind and by the highest percentage of their target that is passed and that their policy names: 0, …, 100 is over."
    )
    var breaches = MetricFamily("redress_clock_breaches_30d", .gauge, "Breaches of the last 30 days.")
    for clock in levels.clocks {
      let kind = Label("clock", clock.clock)
      clocks.add(Double(clock.onTrack), kind, Label("percent", "0"))
      for risk in clock.atRisk { clocks.add(Double(risk.clocks), kind, Label("percent", "\(risk.percent)")) }
      clocks.add(Double(clock.over), kind, Label("percent", "100"))
      if clock.isCommitment { breaches.add(Double(clock.breachedInThirtyDays), kind) }
    }
    return [clocks, breaches]
  }

  private static func forecasts(_ forecast: Forecast) -> [MetricFamily] {
    var misses = MetricFamily(
      "redress_forecast_misses", .gauge,
      "Clocks that will be missed within a day if nothing changes, by what they wait for.")
    for cause in [Forecast.Cause.queue, .noWorker, .review] {
      misses.add(Double(forecast.misses.count { $0.cause == cause }), Label("cause", cause.rawValue))
    }
    var load = MetricFamily(
      "redress_forecast_utilization_ratio", .gauge,
      "Work that arrives, as a share of what the workers of these queues can do.")
    var drain = MetricFamily(
      "redress_forecast_drain_seconds", .gauge,
      "Until nothing waits in these queues; infinite when that is never.")
    for station in forecast.stations {
      let queues = Label("queues", station.queues.joined(separator: ","))
      if let utilization = station.utilization { load.add(utilization, queues) }
      drain.add(station.drainSeconds ?? .infinity, queues)
    }
    return [misses, load, drain]
  }
}

-- Jobs by their numbers, each as it is now, with what went wrong with its attempts; numbers of which nothing is left are left out. Everything is
-- found by its key. Results of an attempt that is followed by another are for a moment only: the next one is on its way. hindrance: why nobody
-- could take the job, were it ready, as job_queue.explain() looks for it.
with running as materialized (
  select generation, seq, worker from job_queue.running()
)
select asked.job,
  case
    when letter.job is not null then 'dead'
    when later.timeline like 'limit:%' then 'parked'
    when later.timeline <> 'server' then 'timer'
    when later.attempt > 1 then 'retrying'
    when later.job is not null then 'scheduled'
    when outcome.result = 'done' then 'done'
    when outcome.result = 'cancelled' then 'cancelled'
    when outcome.result is not null then 'moving'
    when running.worker is not null then 'running'
    else 'waiting'
  end as state,
  coalesce(letter.queue, later.queue, lane.queue) as queue, coalesce(letter.band, later.band, lane.band) as band,
  coalesce(letter.kind, later.kind, entry.kind) as kind, coalesce(letter.attempt, later.attempt, entry.attempt) as attempt,
  coalesce(letter.enqueued_at, later.enqueued_at, entry.enqueued_at) as enqueued_at,
  coalesce(letter.died_at, later.due, entry.due) as due, running.worker, worker.host,
  coalesce(letter.reason, (failures.errors)[cardinality(failures.errors)]) as last_error,
  (
    select case_record.reference
    from casework.case_record
    where case_record.case_id = coalesce(
      case when given.arguments ->> 'case' ~ '^[0-9]{1,18}$' then (given.arguments ->> 'case')::bigint end,
      (select notification.case_id
       from casework.notification
       where notification.notification_id
         = case when given.arguments ->> 'notification' ~ '^[0-9]{1,18}$' then (given.arguments ->> 'notification')::bigint end))
  ) as case_reference,
  case
    when lane.paused_at is not null then 'paused'
    when not exists (
      select from job_queue.worker as living
      where living.worker_id not in (select job_queue.dead_workers())
        and coalesce(letter.queue, later.queue, lane.queue) = any (living.queues)
        and coalesce(letter.kind, later.kind, entry.kind) = any (living.kinds)) then 'no_worker'
  end as hindrance, failures.attempts, failures.moments, failures.errors
from unnest($1::bigint[]) as asked (job)
left join job_queue.dead_letter as letter on letter.job = asked.job
left join lateral (
  select * from job_queue.later where later.job = asked.job and letter.job is null order by due limit 1
) as later on true
left join lateral (
  select newest.* from job_queue.newest_attempt(asked.job) as newest where letter.job is null and later.job is null
) as entry on true
left join job_queue.lane on lane.lane_id = entry.lane
left join job_queue.outcome on outcome.generation = entry.generation and outcome.seq = entry.seq
left join running on running.generation = entry.generation and running.seq = entry.seq
left join job_queue.worker on worker.worker_id = running.worker
cross join lateral (
  select coalesce(array_agg(attempt order by seq), '{}') as attempts, coalesce(array_agg(failed_at order by seq), '{}') as moments,
    coalesce(array_agg(error order by seq), '{}') as errors
  from (select * from job_queue.failure where failure.job = asked.job order by seq desc limit 20) as newest
) as failures
cross join lateral (select coalesce(letter.arguments, later.arguments, entry.arguments) as arguments) as given
where coalesce(letter.job, later.job, entry.seq) is not null
order by asked.job

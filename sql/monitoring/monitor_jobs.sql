-- Jobs by what becomes of them, the next due first: of the states $1, of the queue $2 and the kind $3 (null: of any), after the one that is due
-- at $4 and has the number $5, up to $6. Each source is bounded, whatever waits: of a lane the next $7 are looked at, in the order in which it is
-- claimed; of what is not due yet $8 of each timeline, from the place on that is asked for. reached_due and reached_job are that far,
-- where a timeline holds more: nothing after it is listed, and who asks from there on misses nothing. lanes_are_cut: a lane holds more.
-- Times of timelines that run ahead are told by the server's clock. A dead letter is due when it died.
with ready as materialized (
  select lane.lane_id, lane.queue, lane.band, coalesce(entry.origin, entry.seq) as job, entry.kind, entry.attempt, entry.enqueued_at,
    entry.due, entry.arguments
  from job_queue.lane
  cross join lateral job_queue.waiting_entries(lane.lane_id, $7) as entry
  where 'waiting' = any ($1::text[]) and lane.queue = coalesce($2, lane.queue)
), resting as materialized (
  select 'server' as timeline, due, job, queue, band, kind, attempt, enqueued_at, arguments,
    case when attempt > 1 then 'retrying' else 'scheduled' end as state
  from (
    select *
    from job_queue.later
    where timeline = 'server' and '{retrying,scheduled}' && $1::text[] and (due, job) > ($4::timestamptz, $5::bigint)
    order by due, job
    limit $8
  ) as server
  union all
  select 'business', due - ahead.by, job, queue, band, kind, attempt, enqueued_at, arguments, 'timer'
  from (select job_queue.now_on('business') - now() as by) as ahead
  cross join lateral (
    select *
    from job_queue.later
    where timeline = 'business' and 'timer' = any ($1::text[])
      and (due, job) > ($4::timestamptz + ahead.by, $5::bigint)
    order by due, job
    limit $8
  ) as business
), reached as (
  select due, job
  from (select distinct on (timeline) timeline, due, job from resting order by timeline, due desc, job desc) as newest
  where (select count(*) from resting where resting.timeline = newest.timeline) >= $8
  order by due, job
  limit 1
), known as (
  select 'waiting' as state, queue, band, job, kind, attempt, enqueued_at, due, arguments, null::integer as worker from ready
  union all
  select 'running', lane.queue, lane.band, coalesce(entry.origin, entry.seq), entry.kind, entry.attempt, entry.enqueued_at, entry.due,
    entry.arguments, held.worker
  from job_queue.running() as held
  join job_queue.entry on entry.generation = held.generation and entry.seq = held.seq
  join job_queue.lane on lane.lane_id = held.lane
  where 'running' = any ($1::text[])
  union all
  select state, queue, band, job, kind, attempt, enqueued_at, due, arguments, null from resting where state = any ($1::text[])
  union all
  select 'parked', queue, band, job, kind, attempt, enqueued_at, due, arguments, null
  from (
    select *
    from job_queue.later
    where timeline >= 'limit:' and timeline < 'limit;' and 'parked' = any ($1::text[])
    order by timeline, due, job
    limit $8
  ) as parked
  union all
  select 'dead', queue, band, job, kind, attempt, enqueued_at, died_at, arguments, null
  from job_queue.dead_letter
  where 'dead' = any ($1::text[])
), listed as materialized (
  select *
  from known
  where queue = coalesce($2, queue) and kind = coalesce($3, kind)
    and (due, job) > ($4::timestamptz, $5::bigint)
    and (not exists (select from reached) or (due, job) <= (select due, job from reached))
  order by due, job
  limit $6
)
select bound.lanes_are_cut, bound.reached_due, bound.reached_job, listed.state, listed.queue, listed.band, listed.job, listed.kind,
  listed.attempt, listed.enqueued_at, listed.due, listed.worker, worker.host,
  coalesce(letter.reason, failure.error) as last_error,
  (
    select case_record.reference
    from casework.case_record
    where case_record.case_id = coalesce(
      case when listed.arguments ->> 'case' ~ '^[0-9]{1,18}$' then (listed.arguments ->> 'case')::bigint end,
      (select notification.case_id
       from casework.notification
       where notification.notification_id
         = case when listed.arguments ->> 'notification' ~ '^[0-9]{1,18}$' then (listed.arguments ->> 'notification')::bigint end))
  ) as case_reference
from (
  select
    exists (select from ready group by lane_id having count(*) >= $7) as lanes_are_cut,
    (select due from reached) as reached_due, (select job from reached) as reached_job
) as bound
left join listed on true
left join job_queue.worker on worker.worker_id = listed.worker
left join job_queue.dead_letter as letter on letter.job = listed.job
left join lateral (
  select error from job_queue.failure where failure.job = listed.job order by seq desc limit 1
) as failure on true
order by listed.due, listed.job

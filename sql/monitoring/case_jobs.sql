-- The numbers of the jobs that a case has, up to 100, newest first; the timers of its clocks are not among them. Nothing names a case's jobs, and
-- no index of the queue knows its arguments; but a step is left in the transaction that tells the history why, so the transactions of the
-- case's newest events lead to the entries that they wrote: (lane, xid) is the claim's own index, and costs a probe for each lane and
-- transaction however much waits. The server keeps the lower half of a transaction's number in each row; the upper is that of the newest
-- transaction so far, or one less. Where it was lost (the generation was emptied, or the database copied) the job is still found when it was given up, or
-- is among the first 10 000 that are tried again or parked.
with wanted as materialized (
  select case_id from casework.case_record where reference = $1
), message as materialized (
  select notification_id from casework.notification where case_id = (select case_id from wanted)
), written as materialized (
  select distinct (now - ((now - xmin::text::bigint) & 4294967295))::text::xid8 as xid
  from (
    select xmin
    from casework.case_event
    where case_id = (select case_id from wanted)
    order by event_id desc
    limit 100
  ) as event
  cross join (select pg_snapshot_xmax(pg_current_snapshot())::text::bigint as now) as newest
), entry as (
  select coalesce(entry.origin, entry.seq) as job, entry.kind, entry.arguments
  from written
  cross join job_queue.lane
  cross join lateral (
    select * from job_queue.entry where entry.lane = lane.lane_id and entry.xid = written.xid offset 0
  ) as entry
), resting as (
  (select job, kind, arguments from job_queue.later where timeline = 'server' order by timeline, due, job limit 10000)
  union all
  (select job, kind, arguments
   from job_queue.later
   where timeline >= 'limit:' and timeline < 'limit;'
   order by timeline, due, job
   limit 10000)
), job as (
  select * from entry
  union all
  select * from resting
  union all
  select job, kind, arguments from job_queue.dead_letter
)
select distinct job
from job
where kind <> 'clock'
  and (
    arguments @> (select jsonb_build_object('case', case_id) from wanted)
    or (
      arguments ? 'notification'
      and exists (select from message where arguments @> jsonb_build_object('notification', notification_id))))
order by job desc
limit 100

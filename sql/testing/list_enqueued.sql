-- Kind. Every job of it that is not settled for good, in the order in which they were enqueued: what is ready or running, and what waits for
-- its time. Reads all there is of the kind, so it is for tests.
select coalesce(entry.origin, entry.seq) as job, lane.queue, lane.band, entry.attempt, entry.arguments, null as timeline,
  null::timestamptz as run_at, entry.deadline, entry.enqueued_at, entry.limit_key, entry.unique_key, entry.trace
from job_queue.entry
join job_queue.lane on lane.lane_id = entry.lane
where entry.kind = $1
  and not exists (
    select from job_queue.outcome where outcome.generation = entry.generation and outcome.seq = entry.seq)
union all
select job, queue, band, attempt, arguments, timeline, due, deadline, enqueued_at, limit_key, unique_key, trace
from job_queue.later
where kind = $1
order by job

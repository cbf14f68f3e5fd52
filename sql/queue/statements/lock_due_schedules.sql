-- Now, null for the server's; names. The same as due_schedules, locked until the jobs are enqueued and next_at is moved: who comes
-- meanwhile skips the rows, who comes later sees that they are not due any more (read committed looks at a row again when it
-- has changed since the statement began).
select name, cron, zone, missed, queue, band, next_at, error, coalesce($1::timestamptz, now()) as now,
  exists (select from job_queue.lane where lane.queue = schedule.queue and lane.band = schedule.band) as has_lane
from job_queue.schedule
where name = any ($2) and paused_at is null and (next_at is null or next_at <= coalesce($1::timestamptz, now()))
order by name
for update of schedule skip locked

-- Now, null for the server's. The schedules that may have to fire, without a lock: an idle look takes no transaction id and writes
-- nothing. A few dozen rows, so no index: it would have to be written with each move of next_at.
select name, cron, zone, missed, queue, band, next_at, error, coalesce($1::timestamptz, now()) as now,
  exists (select from job_queue.lane where lane.queue = schedule.queue and lane.band = schedule.band) as has_lane
from job_queue.schedule
where paused_at is null and (next_at is null or next_at <= coalesce($1::timestamptz, now()))
order by name

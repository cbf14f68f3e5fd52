select name, cron, zone, missed, queue, kind, band, next_at, fired_at, paused_at, error
from job_queue.schedule
order by name

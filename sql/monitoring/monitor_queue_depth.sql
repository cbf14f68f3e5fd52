-- Depth by queue and band. Entries are counted from each lane's cursor on, up to $1 a lane, and what is not due yet from the next due on, up to $1 a
-- timeline, so that a million waiting jobs do not make their own monitor slow; what reaches the bound is reported as "at least".
select queue, band, waiting, running, later, later_is_at_least, on_timelines, on_timelines_is_at_least, dead,
  extract(epoch from now() - oldest_ready_at)::float8 as oldest_seconds
from job_queue.depth($1)
order by queue, band

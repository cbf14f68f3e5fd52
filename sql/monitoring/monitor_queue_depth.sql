-- Depth by queue and band. Entries are counted from each lane's cursor on, up to $1 a lane, so that a million waiting jobs do not
-- make their own monitor slow; a lane that reaches the bound is reported as "at least".
select queue, band, waiting, running, later, on_timelines, dead,
  extract(epoch from now() - oldest_ready_at)::float8 as oldest_seconds
from job_queue.depth($1)
order by queue, band

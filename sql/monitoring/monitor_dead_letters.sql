-- Jobs that no attempt is left for, newest first. A healthy desk has none, so the table is read as it is.
select job, kind, queue, band, attempt, died_at, reason, arguments::text as arguments
from job_queue.dead_letter
order by died_at desc
limit $1

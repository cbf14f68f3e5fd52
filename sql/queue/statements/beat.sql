-- Worker, which beat of it, the highest number that it has used, numbers that are running or being asked for, numbers that are given
-- up, progress of long jobs, waiting.
select cancelled, over from job_queue.beat($1, $2, $3, $4, $5, $6, $7)

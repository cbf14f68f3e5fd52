-- Generation, after, limit.
select next_after, moved, running from job_queue.sweep_generation($1, $2, $3)

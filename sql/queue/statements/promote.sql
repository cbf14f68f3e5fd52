-- Timeline, low-water mark, limit.
select promoted, mark from job_queue.promote($1, $2, $3)

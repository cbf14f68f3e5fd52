-- Generation, snapshot of before its sweep.
select job_queue.empty_generation($1, $2::text::pg_snapshot)

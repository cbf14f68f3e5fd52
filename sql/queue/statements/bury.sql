-- Token, generation, seq, time that the attempt took, worker, error.
select job_queue.bury($1, $2, $3, clock_timestamp() - $4::interval, $5, $6)

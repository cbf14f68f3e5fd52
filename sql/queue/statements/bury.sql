-- Worker, number, generation, seq, time that the attempt took, error.
select job_queue.bury($1, $2, $3, $4, clock_timestamp() - $5::interval, $6)

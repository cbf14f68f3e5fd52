-- Token, generation, seq, result, delay, time that the attempt took, worker, error.
select job_queue.postpone($1, $2, $3, $4::text::job_queue.result, $5::interval, clock_timestamp() - $6::interval, $7, $8)

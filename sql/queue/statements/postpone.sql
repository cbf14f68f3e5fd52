-- Worker, number, generation, seq, result, delay, time that the attempt took, error.
select job_queue.postpone($1, $2, $3, $4, $5::text::job_queue.result, $6::interval, clock_timestamp() - $7::interval, $8)

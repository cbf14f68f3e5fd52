-- Worker, number, generation, seqs, time that the attempts took: the start is told by the server's clock, which the worker's
-- may differ from.
select job_queue.settle($1, $2, $3, $4, 'done', clock_timestamp() - $5::interval)

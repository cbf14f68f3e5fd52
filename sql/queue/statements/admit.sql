-- Worker, number, generation, kind, seqs. Returns the seqs that may run.
select * from job_queue.admit($1, $2, $3, $4, $5)

-- Worker, number, generation, seqs.
select seq, result::text, by_batch from job_queue.settled($1, $2, $3, $4)

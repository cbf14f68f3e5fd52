select seq, by_token from job_queue.settled($1, $2, $3)

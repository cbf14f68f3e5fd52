-- Host, process, version, queues, kinds, lease, batches at once.
select job_queue.join_workers($1, $2, $3, $4, $5, $6::interval, $7)

-- Host, process, version, queues, kinds, lease.
select job_queue.join_workers($1, $2, $3, $4, $5, $6::interval)

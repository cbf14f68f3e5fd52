-- Queue, target waits by band, shards.
select job_queue.create_queue($1, $2, $3)

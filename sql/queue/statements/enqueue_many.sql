-- Queue, kind, arguments, bands, run at, deadlines, timeline, traces, limit keys, unique keys, until when they are held, how long.
select job, is_new from job_queue.enqueue_many($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::interval)

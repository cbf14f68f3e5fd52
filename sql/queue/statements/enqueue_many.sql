-- Queue, kind, arguments, bands, run at, deadlines, timeline.
select * from job_queue.enqueue_many($1, $2, $3, $4, $5, $6, $7)

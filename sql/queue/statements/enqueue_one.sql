-- Queue, kind, arguments, band, run at, deadline, timeline, trace, limit key.
select job_queue.enqueue($1, $2, $3, $4, $5, $6, $7, $8, $9)

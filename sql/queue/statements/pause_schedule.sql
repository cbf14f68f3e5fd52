update job_queue.schedule set paused_at = coalesce(paused_at, now()) where name = $1

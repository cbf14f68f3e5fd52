-- What was left out while it was paused was not missed: it goes on with the next time from now.
update job_queue.schedule
set paused_at = null, next_at = case when paused_at is null then next_at end
where name = $1

-- Queue, band, deadline. Where rows may be copied to, and when they are due.
select lane_id, least($3, now() + target_wait) as due, (select last_value from job_queue.current_generation)::smallint as generation
from job_queue.lane
where queue = $1 and band = $2
order by shard

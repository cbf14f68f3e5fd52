-- Since when the oldest job that waits could have been taken, of the next $1 of each lane (null: none waits), and how many are dead. What
-- monitor_queue_depth tells of every queue, without what it counts besides: most of its time goes into counting timers.
select (select extract(epoch from now() - min(oldest_ready_at))::float8 from job_queue.lane_heads($1)) as oldest_seconds,
  (select count(*) from job_queue.dead_letter) as dead

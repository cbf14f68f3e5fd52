-- Queues. Whether nothing of them is ready or runs. What is not due yet, and what a limit in time holds back, does not count.
select not exists (select from job_queue.lanes_with_work($1))
  and not exists (
    select from job_queue.later
    where queue = any ($1) and timeline not like 'limit:%' and due <= job_queue.now_on(timeline))
  and not exists (
    select from job_queue.running() as held
    join job_queue.lane on lane.lane_id = held.lane
    where lane.queue = any ($1))

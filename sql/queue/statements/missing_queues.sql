-- Queues. Those of them that were never created.
select asked.queue from unnest($1::text[]) as asked (queue) where not exists (select from job_queue.lane where lane.queue = asked.queue)

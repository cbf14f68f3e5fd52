-- The steps of a case, each a queue with a kind of the same name.
select job_queue.create_queue(queue)
from unnest('{verify, compensate, notify, clock}'::text[]) as queue;

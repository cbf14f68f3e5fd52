-- Workers that are at work: which queues they take jobs from, and how many batches each runs at once.
select worker_id, queues, concurrency
from job_queue.worker
where left_at is null and beat_at > clock_timestamp() - lease
order by worker_id
limit 1000

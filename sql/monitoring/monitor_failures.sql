-- What is not going well: jobs that wait for another attempt, and the kinds that failed within the hour, newest first.
-- failure_age bounds the second; later holds what is not due, and only its retries are counted.
with recent as (
  select kind, error, failed_at
  from job_queue.failure
  where failed_at > now() - interval '1 hour'
  order by failed_at desc
  limit $1
)
select kind, count(*) as failures, max(failed_at) as last_failed_at,
  (array_agg(error order by failed_at desc))[1] as last_error
from recent
group by kind
order by last_failed_at desc

-- Jobs that no attempt is left for, newest first, with what went wrong each time. A healthy desk has none, so the table is read
-- as it is; the failures of the listed ones are found by their key.
select letter.job, letter.kind, letter.queue, letter.band, letter.attempt, letter.died_at, letter.reason,
  letter.arguments::text as arguments, failures.attempts, failures.moments, failures.errors
from (select * from job_queue.dead_letter order by died_at desc limit $1) as letter
cross join lateral (
  select coalesce(array_agg(attempt order by seq), '{}') as attempts,
    coalesce(array_agg(failed_at order by seq), '{}') as moments, coalesce(array_agg(error order by seq), '{}') as errors
  from job_queue.failure
  where failure.job = letter.job
) as failures
order by letter.died_at desc

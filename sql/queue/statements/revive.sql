-- Numbers of dead letters; null: all of them, a thousand with each call, so that a transaction stays short. Returns those
-- that will run again. Locked in order, and those that somebody else is reviving are skipped.
select job
from (
  select job
  from job_queue.dead_letter
  where $1::bigint[] is null or job = any ($1)
  order by job
  limit 1000
  for update skip locked
) as letter
where job_queue.revive(job)

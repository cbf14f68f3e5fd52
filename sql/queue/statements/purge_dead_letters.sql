-- Numbers of dead letters; null: all of them, a thousand with each call. Returns those that are gone, for good.
delete from job_queue.dead_letter
where job in (
  select job
  from job_queue.dead_letter
  where $1::bigint[] is null or job = any ($1)
  order by job
  limit 1000
  for update skip locked)
returning job

-- Attempts settled in the last five minutes, by queue-independent result: what was done, tried again, given up.
-- Outcomes are never updated, so the table lies in the order of time and a block range index (outcome_age, a few kB) leads to
-- its end; $1 bounds the rows that are read. More than that in five minutes is a rate over a shorter span: covered_seconds.
with recent as materialized (
  select result, finished_at
  from job_queue.outcome
  where finished_at > now() - interval '5 minutes'
  limit $1
), span as (
  select case
      when count(*) < $1 then 300::float8
      else extract(epoch from now() - min(finished_at))::float8
    end as covered_seconds
  from recent
)
select count(*) filter (where result = 'done' and finished_at > now() - interval '1 minute') as done_in_1m,
  count(*) filter (where result = 'done') as done_in_5m,
  count(*) filter (where result = 'retry') as retried_in_5m,
  count(*) filter (where result = 'dead') as died_in_5m,
  covered_seconds
from span
left join recent on true
group by covered_seconds

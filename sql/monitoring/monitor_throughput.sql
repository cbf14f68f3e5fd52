-- Attempts settled in the last five minutes, by queue-independent result: what was done, tried again, given up.
-- Outcomes are never updated, so the table lies in the order of time and a block range index (outcome_age, a few kB) leads to any
-- part of it. Read from the newest on, a longer span at a time, and no longer one when at the rate so far it would hold more than $1 rows, or
-- when it turns out to hold five times as many: then the rates are those of a shorter span, covered_seconds.
with recursive covered as (
  select 0 as step, 0::float8 as seconds, 0::bigint as read, 0::bigint as done, 0::bigint as done_in_1m, 0::bigint as retried, 0::bigint as died,
    false as is_cut
  union all
  select covered.step + 1, span.seconds, covered.read + part.read, covered.done + part.done,
    case when span.seconds <= 60 then covered.done + part.done else covered.done_in_1m end, covered.retried + part.retried, covered.died + part.died,
    part.read = 5 * $1
  from covered
  cross join lateral (select ('{0.25,1,4,15,60,300}'::float8[])[covered.step + 1] as seconds) as span
  cross join lateral (
    select count(*) as read, count(*) filter (where result = 'done') as done, count(*) filter (where result = 'retry') as retried,
      count(*) filter (where result = 'dead') as died
    from (
      select result
      from job_queue.outcome
      where finished_at > now() - make_interval(secs => span.seconds)
        and finished_at <= case when covered.step = 0 then 'infinity' else now() - make_interval(secs => covered.seconds) end
      limit 5 * $1
    ) as outcome
  ) as part
  where covered.step < 6 and not covered.is_cut and (covered.step = 0 or covered.read * (span.seconds / covered.seconds) <= $1)
)
select done_in_1m, done as done_in_5m, retried as retried_in_5m, died as died_in_5m, seconds as covered_seconds
from covered
where step = 1 or step > 1 and not is_cut
order by step desc
limit 1

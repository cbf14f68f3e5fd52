-- Each limit, with what of it is used now and what it holds back. Of a limit by key, the sum over its keys, and what the key that
-- uses the most has used. Permits and parked jobs are found by their index, so the cost is that of what the limits hold.
select quota.kind, quota.by_key, quota.running as most_running, quota.starts as most_starts,
  extract(epoch from quota.period)::float8 as period_seconds, used.running, used.running_of_one, used.started, used.started_of_one,
  parked.jobs as parked, parked.keys as parked_keys
from job_queue.quota
cross join lateral (
  select coalesce(sum(running), 0)::bigint as running, coalesce(max(running), 0)::bigint as running_of_one,
    coalesce(sum(started), 0)::bigint as started, coalesce(max(started), 0)::bigint as started_of_one
  from (
    select count(*) filter (
        where not exists (
          select from job_queue.outcome where outcome.generation = permit.generation and outcome.seq = permit.seq)) as running,
      count(*) filter (where taken_at > clock_timestamp() - quota.period) as started
    from job_queue.permit
    where permit.kind = quota.kind and (not quota.by_key or limit_key <> '')
    group by case when quota.by_key then limit_key end) as key) as used
cross join lateral (
  select count(*) as jobs, count(distinct timeline) as keys
  from job_queue.later
  where timeline >= job_queue.parking_of(quota.kind, '') and timeline < job_queue.parking_of(quota.kind, '') || chr(1114111)
    and (not quota.by_key or limit_key is not null)) as parked
order by quota.kind, quota.by_key

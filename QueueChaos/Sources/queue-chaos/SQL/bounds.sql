-- What must be true of unique keys and limits.

create view chaos.key_violation (token, job, sentence) as
with held as (
  -- From when the key cannot have been free, until when it must have been held.
  select job.token, job.job, job.kind, job.unique_key, job.begun_at, job.enqueued_at,
    case job.unique_until
      when 'end' then ended.first_at
      when 'start' then least(ended.first_at, (
        select min(claimed.at) from chaos.entered join chaos.claimed using (seq) where entered.job = job.job))
    end as held_until,
    job.begun_at + job.unique_for as expires_at
  from chaos.job
  left join chaos.ended on ended.job = job.job
  where job.unique_key is not null
), neighbours as (
  select *,
    lag(job) over in_order as previous, lag(held_until) over in_order as previous_held_until,
    lag(expires_at) over in_order as previous_expires_at
  from held
  window in_order as (partition by kind, unique_key order by enqueued_at)
)
select token, job, format('it has the unique key %s, which job %s held until %s', unique_key, previous,
  coalesce(previous_held_until, previous_expires_at))
from neighbours
where enqueued_at < previous_held_until or begun_at < previous_expires_at
union all
select null, job, format('the unique key %s of kind %s is held by a job that is over', key, kind)
from job_queue.unique_key
where held_until in ('start', 'end') and exists (select from chaos.ended where ended.job = unique_key.job);

-- Only runs that committed count: of an attempt that was taken over the frozen worker runs on, which no queue can prevent. The times lie
-- within those of the permit.
create view chaos.limit_violation (token, job, sentence) as
with run as (
  select effect.token, effect.job, job.kind, coalesce(job.limit_key, '') as key, started_at, ended_at
  from chaos.effect join chaos.job using (token)
), moment as (
  select token, job, kind, key, started_at as at, 1 as step from run
  union all
  select token, job, kind, key, ended_at, -1 from run
), level as (
  select *,
    sum(step) over (partition by kind order by at, step rows unbounded preceding) as of_kind,
    sum(step) over (partition by kind, key order by at, step rows unbounded preceding) as of_key
  from moment
)
select token, job, format('%s jobs of kind %s ran at once', of_kind, kind)
from level join job_queue.quota using (kind) where not by_key and step = 1 and of_kind > quota.running
union all
select token, job, format('%s jobs of kind %s and key %s ran at once', of_key, kind, key)
from level join job_queue.quota using (kind) where by_key and step = 1 and key <> '' and of_key > quota.running
union all
select null, null, format('%s jobs of kind %s were started within %s, at %s', starts, kind, period, taken_at)
from (
  select permitted.kind, permitted.taken_at, quota.starts as most, quota.period, (
    select count(*) from chaos.permitted as other
    where other.kind = permitted.kind and other.taken_at <= permitted.taken_at
      and other.taken_at > permitted.taken_at - quota.period) as starts
  from chaos.permitted join job_queue.quota using (kind)
  where not by_key and quota.starts is not null) as rate
where starts > most
union all
select entered.token, entered.job, 'a permit is held by an attempt that is settled or gone'
from job_queue.permit join chaos.entered using (seq)
where permit.generation >= 0
  and not exists (select from job_queue.outcome where (outcome.generation, outcome.seq) = (permit.generation, permit.seq))
  and seq in (select seq from chaos.settled);

create view chaos.violation (token, job, seq, sentence) as
select coalesce(attempt.token, entered.token), coalesce(attempt.job, entered.job), attempt.seq, attempt.sentence
from (
  select null::bigint as token, job, seq, sentence from chaos.attempt_violation
  union all
  select token, job, null, sentence from chaos.job_violation
  union all
  select token, job, null, sentence from chaos.key_violation
  union all
  select token, job, null, sentence from chaos.limit_violation) as attempt
left join chaos.entered on entered.seq = attempt.seq;

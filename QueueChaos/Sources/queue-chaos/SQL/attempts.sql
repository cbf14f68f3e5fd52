-- What must be true of every attempt and every job once the queue is idle: shared/queue.md, "Invariants", 1 to 3.

-- How a job ended for good. Revived, it ends once more.
create view chaos.ended as
select entered.job, min(entered.token) as token, count(*) as times, min(settled.at) as first_at,
  array_agg(settled.result order by settled.at) as results
from chaos.settled
join chaos.entered using (seq)
where settled.result in ('done', 'dead', 'cancelled')
group by entered.job;

create view chaos.attempt_violation (job, seq, sentence) as
select job, seq, 'an attempt was never settled' from chaos.entered where seq not in (select seq from chaos.settled)
union all
select null, seq, 'an attempt was settled ' || count(*) || ' times' from chaos.settled group by seq having count(*) > 1
union all
select null, seq, 'an attempt was settled that never entered' from chaos.settled where seq not in (select seq from chaos.entered)
union all
select null, seq, 'an attempt is in ' || count(*) || ' claims' from chaos.claimed group by seq having count(*) > 1
union all
select null, seq, 'an attempt was taken over ' || count(*) || ' times in one round'
from chaos.reclaimed group by seq, round having count(*) > 1
union all
-- 0 is cancel() and the rotation, which hold nothing, and reclaim() when it buries.
select null, seq, 'an attempt was settled under a batch that it was never in'
from chaos.settled
where worker <> 0
  and not exists (select from chaos.claimed where (claimed.seq, claimed.worker, claimed.number) = (settled.seq, settled.worker, settled.number))
  and not exists (
    select from chaos.reclaimed
    where (reclaimed.seq, reclaimed.worker, reclaimed.number) = (settled.seq, settled.worker, settled.number));

create view chaos.job_violation (token, job, sentence) as
with done as (
  select token, count(*) as times from chaos.effect where result = 'done' group by token
), ended as (
  select token, sum(times) as times, min(first_at) as first_at,
    sum((select count(*) from unnest(results) as result where result = 'done')) as done,
    sum((select count(*) from unnest(results) as result where result = 'cancelled')) as cancelled
  from chaos.ended group by token
), revived as (
  select entered.token, count(distinct asked.ctid) as times
  from chaos.asked join chaos.entered using (job) where what = 'revive' and answer = 'true' group by entered.token
)
select job.token, job.job, format('a committed job ended %s times', coalesce(ended.times, 0))
from chaos.job left join ended using (token) left join revived using (token)
where coalesce(ended.times, 0) <> 1 + coalesce(revived.times, 0)
union all
select job.token, job.job, format('a job was done %s times and has %s effects', coalesce(ended.done, 0), coalesce(done.times, 0))
from chaos.job left join ended using (token) left join done using (token)
where coalesce(ended.done, 0) <> coalesce(done.times, 0) or coalesce(done.times, 0) > 1
union all
select token, null, 'more than one job bears one token' from chaos.job group by token having count(*) > 1
union all
select token, min(job), 'more than one job number bears one token' from chaos.entered group by token having count(distinct job) > 1
union all
select token, min(job), 'a job that was rolled back entered' from chaos.entered where token not in (select token from chaos.job) group by token
union all
select token, min(job), 'a job that was rolled back had an effect' from chaos.effect where token not in (select token from chaos.job) group by token
union all
select token, null, 'a transaction that was confirmed is gone' from chaos.told where what = 'confirmed'
  and token not in (select token from chaos.job union all select token from chaos.deferred)
union all
select token, null, 'a transaction that was said to be rolled back is there'
from chaos.told where what = 'rolled_back'
  and token in (select token from chaos.job union all select token from chaos.deferred)
union all
select ended.token, asked.job, 'cancel() said cancelled, and the job ended as ' || array_to_string(ended.results, ', ')
from chaos.asked left join chaos.ended using (job)
where what = 'cancel' and answer = 'cancelled' and not 'cancelled' = any (coalesce(ended.results, '{}'))
union all
select ended.token, asked.job, 'cancel() said that the job was over before it was'
from chaos.asked left join chaos.ended using (job)
where what = 'cancel' and answer = 'over' and (ended.first_at is null or ended.first_at > asked.at)
union all
select deferred.token, holder, 'a job was left out for the sake of one that was never committed'
from chaos.deferred where holder not in (select job from chaos.job where job is not null);

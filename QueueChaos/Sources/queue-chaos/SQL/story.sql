-- Everything that happened to a job, in order.
select to_char(at, 'HH24:MI:SS.US') || ' ' || what as line
from (
  select enqueued_at as at, format('enqueued as job %s of kind %s, unique key %s, limit key %s', job, kind, unique_key, limit_key) as what
  from chaos.job where token = $1
  union all
  select at, format('attempt %s entered generation %s as %s', attempt, generation, seq) from chaos.entered where token = $1
  union all
  select claimed.at, format('%s claimed by worker %s, number %s', seq, worker, number)
  from chaos.entered join chaos.claimed using (seq) where token = $1
  union all
  select reclaimed.at, format('%s taken over by worker %s, number %s, round %s', seq, worker, number, round)
  from chaos.entered join chaos.reclaimed using (seq) where token = $1
  union all
  select taken_at, format('%s got its permit', seq) from chaos.entered join chaos.permitted using (seq) where token = $1
  union all
  select settled.at, format('%s settled as %s by worker %s, number %s', seq, result, worker, number)
  from chaos.entered join chaos.settled using (seq) where token = $1
  union all
  select ended_at, format('effect %s of attempt %s, round %s in process %s, running since %s', result, attempt, round, process,
    to_char(started_at, 'HH24:MI:SS.US'))
  from chaos.effect where token = $1
  union all
  select at, format('asked to %s: %s', what, answer) from chaos.asked
  where job in (select job from chaos.entered where token = $1)
  union all
  select died_at, format('dead letter: %s', reason) from job_queue.dead_letter where (arguments ->> 'token')::bigint = $1
) as story
order by at

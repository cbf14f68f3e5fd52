-- Enqueue: for SQL in any language, inside the caller's own transaction. A job exists when that commits.

-- Makes the lanes of a queue; calling it again changes nothing. Bands are the target waits: a job of band 0
-- that has no deadline counts as due one second after it was enqueued. Across lanes the earliest due goes first,
-- so a target wait is also the bound on how long a lower band can be passed over (docs/queue.md, "Order").
-- Two shards let four workers claim without waiting; a shard costs every idle poll one index probe.
create function job_queue.create_queue(
  p_queue text,
  p_target_waits interval[] default '{1 second, 10 seconds, 1 minute}',
  p_shards smallint default 2
) returns void
language sql
as $$
  insert into job_queue.lane (queue, band, shard, shards, target_wait)
  select p_queue, band - 1, shard, p_shards, p_target_waits[band]
  from generate_subscripts(p_target_waits, 1) as band, generate_series(0, p_shards - 1) as shard
  where not exists (select from job_queue.lane where lane.queue = p_queue)
  on conflict do nothing
$$;

-- The server's clock, as a timeline has it.
create function job_queue.now_on(p_timeline text) returns timestamptz
language sql stable parallel safe
as $$
  select now() + coalesce((select advance from job_queue.timeline where name = p_timeline), interval '0')
$$;

-- Tells waiting workers of a queue. NOTIFY takes a database-wide lock at commit and at saturation costs more than
-- the insert, so it is sent only while somebody is idle; PostgreSQL itself sends equal ones of a transaction once.
-- Without any notification a job is found by polling.
create function job_queue.wake(p_queue text) returns void
language plpgsql volatile
as $$
begin
  if exists (select from job_queue.worker where waiting and p_queue = any (queues)) then
    perform pg_notify('job_queue', p_queue);
  end if;
end
$$;

-- Where an entry belongs: the smallest band whose target wait is not shorter than the time that is left, but no later
-- band than asked for. So a near deadline does not wait behind a bulk import of its own band.
-- Runs of 64 numbers share a shard: neighbours stay together, and a long import spreads.
create function job_queue.lane_for(p_queue text, p_band smallint, p_number bigint, p_deadline timestamptz)
returns table (lane_id smallint, due timestamptz)
language sql stable
as $$
  select lane.lane_id, least(p_deadline, now() + lane.target_wait)
  from job_queue.lane
  where lane.queue = p_queue
    and lane.shard = (p_number / 64) % lane.shards
    and (lane.band = p_band or (lane.band < p_band and now() + lane.target_wait >= p_deadline))
  order by lane.band
  limit 1
$$;

create function job_queue.refuse_unknown(p_queue text, p_band smallint) returns void
language plpgsql
as $$
begin
  raise exception 'queue "%" has no band %: create it with job_queue.create_queue()', p_queue, p_band
    using errcode = 'JQ010';
end
$$;

-- Takes the unique keys of some jobs, in the order of the keys: two callers with the same ones wait for each other instead of
-- deadlocking. Whoever asks for a key that another transaction has taken and not committed waits for its end: when that
-- rolls back, this one has the key. (Locks instead of rows lose jobs there.) Returns which job holds each key now.
create function job_queue.take_unique_keys(
  p_kind text, p_keys text[], p_jobs bigint[], p_until text, p_expires_at timestamptz
) returns table (key text, job bigint)
language plpgsql volatile
as $$
begin
  insert into job_queue.unique_key as held (kind, key, job, held_until, expires_at)
  select p_kind, wanted.key, min(wanted.job), p_until, p_expires_at
  from unnest(p_keys, p_jobs) as wanted (key, job)
  where wanted.key is not null
  group by wanted.key
  order by wanted.key
  on conflict on constraint unique_key_pkey do update
    set job = excluded.job, held_until = excluded.held_until, expires_at = excluded.expires_at
    where held.expires_at <= now();
  return query
    select held.key, held.job from job_queue.unique_key as held where held.kind = p_kind and held.key = any (p_keys);
end
$$;

-- Gives back the keys of jobs that have begun ('start') or are settled for good ('end').
create function job_queue.give_back_unique_keys(p_kind text, p_keys text[], p_jobs bigint[], p_moments text[])
returns void
language sql volatile
as $$
  delete from job_queue.unique_key
  where (kind, key) in (
    select held.kind, held.key
    from job_queue.unique_key as held
    join unnest(p_keys, p_jobs) as given (key, job) on given.key = held.key and given.job = held.job
    where held.kind = p_kind and held.held_until = any (p_moments)
    order by held.key
    for update of held)
$$;

-- Enqueues many jobs of one kind; returns the number of each in the order of the arguments, and whether it is new: where a unique
-- key is held it is the number of the job that holds it, and nothing was enqueued. The arrays beside the arguments may be null, or
-- hold one element for each job. A job whose p_run_at is in the future on its timeline waits in later.
-- p_unique_until says how long a unique key is held: to the job's 'start', its 'end', or for a 'time' of p_unique_for.
-- Raises JQ010 for a queue or band without lanes.
create function job_queue.enqueue_many(
  p_queue text,
  p_kind text,
  p_arguments jsonb[],
  p_bands smallint[] default null,
  p_run_at timestamptz[] default null,
  p_deadlines timestamptz[] default null,
  p_timeline text default 'server',
  p_traces text[] default null,
  p_limit_keys text[] default null,
  p_unique_keys text[] default null,
  p_unique_until text default 'end',
  p_unique_for interval default null
) returns table (job bigint, is_new boolean)
language plpgsql volatile
as $$
declare
  v_now timestamptz := job_queue.now_on(p_timeline);
  v_missing smallint;
  v_numbers bigint[] := array(select nextval('job_queue.number') from unnest(p_arguments));
  v_holders bigint[];
begin
  select asked.band into v_missing
  from (select distinct coalesce(band, 1) as band from unnest(coalesce(p_bands, '{1}'::smallint[])) as band) as asked
  where not exists (select from job_queue.lane where lane.queue = p_queue and lane.band = asked.band);
  if found then
    perform job_queue.refuse_unknown(p_queue, v_missing);
  end if;

  if p_unique_keys is not null then
    select array_agg(coalesce(held.job, wanted.number) order by wanted.position) into v_holders
    from unnest(p_unique_keys, v_numbers) with ordinality as wanted (key, number, position)
    left join job_queue.take_unique_keys(
      p_kind, p_unique_keys, v_numbers, p_unique_until, now() + p_unique_for) as held on held.key = wanted.key;
  end if;

  perform job_queue.wake(p_queue);
  return query
    with given as materialized (
      select number, coalesce(holder, number) as holder, position, arguments, coalesce(band, 1::smallint) as band, deadline, run_at,
        trace, limit_key, unique_key, coalesce(run_at > v_now, false) as waits
      from unnest(
          p_arguments, v_numbers, v_holders, p_bands, p_run_at, p_deadlines, p_traces, p_limit_keys, p_unique_keys)
        with ordinality
        as given (arguments, number, holder, band, run_at, deadline, trace, limit_key, unique_key, position)
      where arguments is not null
    ), new as materialized (
      select * from given where holder = number
    ), scheduled as (
      insert into job_queue.later (
        timeline, due, job, deadline, band, queue, kind, arguments, trace, limit_key, unique_key)
      select p_timeline, run_at, number, deadline, band, p_queue, p_kind, arguments, trace, limit_key, unique_key
      from new
      where waits
    ), ready as (
      insert into job_queue.entry (
        seq, due, deadline, generation, lane, kind, arguments, trace, limit_key, unique_key)
      select number, place.due, deadline, (select last_value from job_queue.current_generation), place.lane_id, p_kind, arguments,
        trace, limit_key, unique_key
      from new, job_queue.lane_for(p_queue, band, number, deadline) as place
      where not waits
    )
    select holder, holder = number from given order by position;
end
$$;

-- Enqueues one job; returns its number. Measured against a plain INSERT of the same row: docs/benchmarks.md.
--   select job_queue.enqueue('mail', 'welcome', '{"customer": 17}');
-- Raises JQ010 for a queue or band without lanes.
create function job_queue.enqueue(
  p_queue text,
  p_kind text,
  p_arguments jsonb default '{}',
  p_band smallint default 1,
  p_run_at timestamptz default null,
  p_deadline timestamptz default null,
  p_timeline text default 'server',
  p_trace text default null,
  p_limit_key text default null
) returns bigint
language plpgsql volatile
as $$
declare
  v_number bigint;
  v_is_awaited boolean; -- as wake() asks, but in the plan of the insert: to start one of its own costs more than to look
begin
  if p_run_at is not null then
    return (
      select job
      from job_queue.enqueue_many(
        p_queue, p_kind, array[p_arguments], array[p_band], array[p_run_at], array[p_deadline], p_timeline, array[p_trace],
        array[p_limit_key]));
  end if;
  v_number := nextval('job_queue.number');
  if p_deadline is null then
    -- What lane_for() comes to without a deadline: it is what most calls are.
    insert into job_queue.entry (seq, due, generation, lane, kind, arguments, trace, limit_key)
    select v_number, now() + lane.target_wait, (select last_value from job_queue.current_generation), lane.lane_id, p_kind,
      p_arguments, p_trace, p_limit_key
    from job_queue.lane
    where lane.queue = p_queue and lane.band = p_band and lane.shard = (v_number / 64) % lane.shards
    returning exists (select from job_queue.worker where waiting and p_queue = any (queues)) into v_is_awaited;
  else
    insert into job_queue.entry (seq, due, deadline, generation, lane, kind, arguments, trace, limit_key)
    select v_number, place.due, p_deadline, (select last_value from job_queue.current_generation), place.lane_id, p_kind,
      p_arguments, p_trace, p_limit_key
    from job_queue.lane_for(p_queue, p_band, v_number, p_deadline) as place
    returning exists (select from job_queue.worker where waiting and p_queue = any (queues)) into v_is_awaited;
  end if;
  if v_is_awaited is null then
    perform job_queue.refuse_unknown(p_queue, p_band);
  elsif v_is_awaited then
    perform pg_notify('job_queue', p_queue);
  end if;
  return v_number;
end
$$;

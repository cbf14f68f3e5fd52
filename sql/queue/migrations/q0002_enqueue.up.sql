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
  insert into job_queue.lane (queue, band, shard, target_wait)
  select p_queue, band - 1, shard, p_target_waits[band]
  from generate_subscripts(p_target_waits, 1) as band, generate_series(0, p_shards - 1) as shard
  on conflict do nothing
$$;

-- The server's clock, as a timeline has it.
create function job_queue.now_on(p_timeline text) returns timestamptz
language sql stable
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
  select (array_agg(lane.lane_id order by lane.shard))[1 + (p_number / 64) % count(*)],
    least(p_deadline, now() + min(lane.target_wait))
  from job_queue.lane
  where lane.queue = p_queue
    and lane.band <= p_band
    and (lane.band = p_band or now() + lane.target_wait >= p_deadline)
  group by lane.band
  order by lane.band
  limit 1
$$;

-- Enqueues many jobs of one kind; returns their numbers in the order of the arguments. The arrays beside the arguments
-- may be null, or hold one element for each job. A job whose p_run_at is in the future on its timeline waits in later.
-- Raises JQ010 for a queue or band without lanes. Measured against a plain INSERT: docs/queue.md, "Cost".
create function job_queue.enqueue_many(
  p_queue text,
  p_kind text,
  p_arguments jsonb[],
  p_bands smallint[] default null,
  p_run_at timestamptz[] default null,
  p_deadlines timestamptz[] default null,
  p_timeline text default 'server',
  p_trace text default null
) returns setof bigint
language plpgsql volatile
as $$
declare
  v_now timestamptz := job_queue.now_on(p_timeline);
  v_missing smallint;
begin
  select asked.band into v_missing
  from (select distinct coalesce(band, 1) as band from unnest(coalesce(p_bands, '{1}'::smallint[])) as band) as asked
  where not exists (select from job_queue.lane where lane.queue = p_queue and lane.band = asked.band);
  if found then
    raise exception 'queue "%" has no band %: create it with job_queue.create_queue()', p_queue, v_missing
      using errcode = 'JQ010';
  end if;

  perform job_queue.wake(p_queue);
  return query
    with job as materialized (
      select nextval('job_queue.number') as number, position, arguments, coalesce(band, 1::smallint) as band, deadline,
        run_at, coalesce(run_at > v_now, false) as waits
      from unnest(p_arguments, p_bands, p_run_at, p_deadlines) with ordinality
        as given (arguments, band, run_at, deadline, position)
      where arguments is not null
    ), scheduled as (
      insert into job_queue.later (timeline, due, job, deadline, band, queue, kind, arguments, trace)
      select p_timeline, run_at, number, deadline, band, p_queue, p_kind, arguments, p_trace
      from job
      where waits
    ), ready as (
      insert into job_queue.entry (seq, due, deadline, lane, kind, arguments, trace)
      select number, place.due, deadline, place.lane_id, p_kind, arguments, p_trace
      from job, job_queue.lane_for(p_queue, band, number, deadline) as place
      where not waits
    )
    select number from job order by position;
end
$$;

-- Enqueues one job; returns its number.
--   select job_queue.enqueue('mail', 'welcome', '{"customer": 17}');
create function job_queue.enqueue(
  p_queue text,
  p_kind text,
  p_arguments jsonb default '{}',
  p_band smallint default 1,
  p_run_at timestamptz default null,
  p_deadline timestamptz default null,
  p_timeline text default 'server',
  p_trace text default null
) returns bigint
language sql volatile
as $$
  select job_queue.enqueue_many(
    p_queue, p_kind, array[p_arguments], array[p_band], array[p_run_at], array[p_deadline], p_timeline, p_trace)
$$;

-- Workers: who is alive, and who takes over from the dead. All on the server's clock.

-- Raises JQ005 when the queue was written by another cluster: see rebase().
create function job_queue.join_workers(
  p_host text, p_process integer, p_version text, p_queues text[], p_kinds text[], p_lease interval, p_concurrency smallint default 1
) returns integer
language plpgsql volatile
as $$
declare
  v_worker integer;
begin
  if exists (
    select from job_queue.generation
    where opened_at is not null and system_identifier <> (select system_identifier from pg_control_system()))
  then
    raise exception 'the queue was written by another server: it was restored, copied or upgraded'
      using errcode = 'JQ005', hint = 'Stop all workers, then run job_queue.rebase().';
  end if;
  insert into job_queue.worker (host, process, version, queues, kinds, lease, concurrency)
  values (p_host, p_process, p_version, p_queues, p_kinds, p_lease, p_concurrency)
  returning worker_id into v_worker;
  return v_worker;
end
$$;

-- The batches of some workers that may be unsettled.
create function job_queue.open_batches(p_workers integer[])
returns table (worker integer, number bigint, generation smallint, seqs bigint[], round smallint, deaths smallint)
language sql stable
as $$
  select claim.worker, claim.number, claim.generation, claim.seqs, 0::smallint, 0::smallint
  from job_queue.worker
  join job_queue.claim on claim.worker = worker.worker_id and job_queue.may_be_open(worker.*, claim.number)
  where worker.worker_id = any (p_workers)
  union all
  select reclaim.worker, reclaim.number, reclaim.generation, array[reclaim.seq], reclaim.round, reclaim.deaths
  from job_queue.worker
  join job_queue.reclaim on reclaim.worker = worker.worker_id and job_queue.may_be_open(worker.*, reclaim.number)
  where worker.worker_id = any (p_workers)
$$;

-- Those of some attempts that are not settled. An entry that is not there any more was, before its generation was emptied.
create function job_queue.unsettled(p_generation smallint, p_seqs bigint[]) returns setof job_queue.entry
language sql stable
as $$
  select entry.*
  from job_queue.entry
  where entry.generation = p_generation and entry.seq = any (p_seqs)
    and not exists (
      select from job_queue.outcome where outcome.generation = p_generation and outcome.seq = entry.seq)
$$;

-- "I live. Of my claims up to p_known, unsettled are only those that I hold and those that I have released." p_beat counts the beats: one
-- that was overtaken by a newer one on its way changes nothing. Returns the seqs of held attempts that were cancelled, and the
-- released numbers whose batch is settled, which need not be named again.
-- Raises JQ004 when the worker's row is gone: it was away so long that others took over everything, and it must join anew.
-- A beat that comes later than half a lease breaks the row of beats: see job_queue.reclaim().
create function job_queue.beat(
  p_worker integer, p_beat bigint, p_known bigint, p_held bigint[], p_released bigint[], p_progress jsonb, p_waiting boolean,
  out cancelled bigint[], out over bigint[]
)
language plpgsql volatile
as $$
begin
  update job_queue.worker
  set beat_at = clock_timestamp(),
    unbroken_since = case
      when clock_timestamp() - beat_at > lease / 2 then clock_timestamp() else unbroken_since end,
    beats = p_beat,
    known = p_known,
    held = p_held,
    released = p_released,
    progress = p_progress,
    waiting = p_waiting
  where worker_id = p_worker and beats < p_beat;
  if not found then
    if not exists (select from job_queue.worker where worker_id = p_worker) then
      raise exception 'worker % is not known any more', p_worker using errcode = 'JQ004';
    end if;
    return;
  end if;

  cancelled := array(
    select held.seq
    from job_queue.open_batches(array[p_worker]) as batch, unnest(batch.seqs) as held (seq)
    where exists (
        select from job_queue.outcome
        where outcome.generation = batch.generation and outcome.seq = held.seq and outcome.result = 'cancelled')
      or exists (
        select from job_queue.cancellation
        where cancellation.generation = batch.generation and cancellation.seq = held.seq));
  over := array(
    select batch.number
    from job_queue.open_batches(array[p_worker]) as batch
    where batch.number = any (p_released) and not exists (select from job_queue.unsettled(batch.generation, batch.seqs)));
end
$$;

-- A worker that drained says good-bye. What it still holds is taken over without waiting for its lease.
create function job_queue.leave_workers(p_worker integer) returns void
language sql volatile
as $$
  update job_queue.worker set left_at = clock_timestamp(), waiting = false where worker_id = p_worker
$$;

-- Workers that count as dead: the last beat is older than the lease, or they said good-bye.
create function job_queue.dead_workers() returns setof integer
language sql stable
as $$
  select worker_id from job_queue.worker where left_at is not null or beat_at < clock_timestamp() - lease
$$;

-- Attempts that are claimed and not settled, of some workers (null: all), living and dead, each under whoever took it last.
-- Pinned to its indexes: in the first minutes of a database nobody knows how large the tables are, and a plan for empty ones took two
-- minutes for 70 000 attempts that take half a second.
create function job_queue.running(p_workers integer[] default null)
returns table (
  worker integer, number bigint, lane smallint, generation smallint, seq bigint, round smallint, deaths smallint, batch integer)
language sql stable
set enable_seqscan = off set jit = off
as $$
  select batch.worker, batch.number, held.lane, batch.generation, held.seq, batch.round, batch.deaths, cardinality(batch.seqs)
  from job_queue.open_batches(coalesce(p_workers, array(select worker_id from job_queue.worker))) as batch
  cross join lateral job_queue.unsettled(batch.generation, batch.seqs) as held
  where not exists (
    select from job_queue.reclaim
    where reclaim.generation = batch.generation and reclaim.seq = held.seq and reclaim.round > batch.round)
$$;

-- A function of its own, because a test cannot make its server older.
create function job_queue.server_started_at() returns timestamptz
language sql stable
as $$ select pg_postmaster_start_time() $$;

-- What a worker has abandoned: all it had when it is dead, what it has released when it lives. deaths: of the workers that had it,
-- this one included; one that gave up or said good-bye did not die of it.
create function job_queue.abandoned(p_worker integer)
returns table (generation smallint, seq bigint, round smallint, deaths smallint, batch integer)
language sql stable
as $$
  select running.generation, running.seq, running.round,
    (running.deaths + (dead.is_dead and worker.left_at is null)::int)::smallint, running.batch
  from job_queue.worker
  cross join lateral (select worker.worker_id in (select job_queue.dead_workers()) as is_dead) as dead
  cross join lateral job_queue.running(array[p_worker]) as running
  where worker.worker_id = p_worker and (dead.is_dead or running.number = any (worker.released))
$$;

-- Takes over abandoned attempts, or returns nothing. Of a batch whose worker died all jobs are innocent but perhaps one. So
-- of a batch of n about √n run together, and when their worker dies as well, each of them alone: that finds the guilty one at
-- the price of two workers, and few innocents wait for their turn. It uses up no attempt; but a job that has taken
-- p_deaths workers with it while it ran alone goes to the dead letters.
--
-- Nobody may take over for a lease (the longest of all) after the server started, and nobody whose own beats were late within the
-- last lease: after a restart, a promotion or a stall everybody looks dead.
-- Whoever takes over from a worker locks its row meanwhile, so that what two take at once is different; and should it not be, the key
-- (generation, seq, round) refuses. Repeated with the same number, it returns the same attempts.
-- Cost: that of everything the one worker had in hand, about 5 µs each.
create function job_queue.reclaim(p_worker integer, p_number bigint, p_deaths smallint default 3)
returns setof job_queue.attempt
language plpgsql volatile
as $$
declare
  v_taken record;
  v_source integer;
  v_share record;
  v_grave bigint;
  v_alone smallint;
begin
  perform job_queue.need_read_committed();
  select generation, round, array_agg(seq) as seqs into v_taken
  from job_queue.reclaim
  where worker = p_worker and number = p_number
  group by generation, round;
  if found then
    return query select * from job_queue.attempts(v_taken.generation, v_taken.seqs, v_taken.round);
    return;
  end if;
  perform job_queue.refuse_late_call(p_worker, p_number);
  if clock_timestamp() - job_queue.server_started_at() < (select max(lease) from job_queue.worker)
    or not exists (
      select from job_queue.worker
      where worker_id = p_worker and unbroken_since < clock_timestamp() - lease and beat_at > clock_timestamp() - lease / 2)
  then
    return;
  end if;

  for v_source in
    select worker_id
    from job_queue.worker
    where released <> '{}' or worker_id in (select job_queue.dead_workers())
    order by worker_id
  loop
    continue when not exists (select from job_queue.abandoned(v_source)); -- to lock it would write
    perform from job_queue.worker where worker_id = v_source for no key update;
    loop
      select generation, round, deaths,
        (array_agg(seq order by seq))[: case when deaths <= 1 then floor(sqrt((array_agg(batch order by seq))[1])) else 1 end] as seqs
      into v_share
      from job_queue.abandoned(v_source)
      group by generation, round, deaths
      order by deaths, generation, round
      limit 1;
      exit when not found;
      v_alone := v_share.deaths - 2; -- the first had its batch, the second its share of it
      v_grave := case when v_alone >= p_deaths then nextval('job_queue.number') end;
      -- A grave has a number of its own, so that nobody is handed it who asks again.
      insert into job_queue.reclaim (generation, seq, round, deaths, place, worker, number)
      select v_share.generation, seq, v_share.round + 1, v_share.deaths, place,
        case when v_grave is null then p_worker else 0 end, coalesce(v_grave, p_number)
      from unnest(v_share.seqs) with ordinality as taken (seq, place);
      if v_grave is null then
        return query select * from job_queue.attempts(v_share.generation, v_share.seqs, (v_share.round + 1)::smallint);
        return;
      end if;
      perform job_queue.bury(
        0, v_grave, v_share.generation, v_share.seqs[1], clock_timestamp(),
        format('its worker died %s times while it ran alone', v_alone));
    end loop;
  end loop;
end
$$;

-- Clears away what nobody needs any more: rows of workers that are dead for an hour and hold nothing, unique keys whose
-- time is over, failures older than p_keep_failures. Rows that somebody else is clearing are skipped. Tries cancellations again. Nobody is
-- called any more for a worker that is dead; one that was only frozen says with its next beat that it listens.
-- An hour, because a call of such a worker may still be on its way; no call takes that long.
create function job_queue.tidy(p_keep_failures interval) returns void
language plpgsql volatile
as $$
begin
  perform job_queue.cancel(cancellation.job) from (select job from job_queue.cancellation order by seq) as cancellation;

  update job_queue.worker
  set waiting = false
  where worker_id in (
    select worker.worker_id
    from job_queue.worker
    where worker.waiting and worker.worker_id in (select job_queue.dead_workers())
    order by worker.worker_id
    for update skip locked);

  delete from job_queue.worker
  where worker_id in (
    select worker.worker_id
    from job_queue.worker
    where worker.worker_id in (select job_queue.dead_workers())
      and beat_at < clock_timestamp() - interval '1 hour'
      and not exists (
        select from job_queue.open_batches(array[worker.worker_id]) as batch
        where exists (select from job_queue.unsettled(batch.generation, batch.seqs)))
    order by worker.worker_id
    for update skip locked);

  delete from job_queue.unique_key
  where (kind, key) in (
    select kind, key from job_queue.unique_key
    where expires_at < now()
    order by kind, key
    limit 1000
    for update skip locked);

  delete from job_queue.failure
  where (job, seq) in (
    select job, seq from job_queue.failure
    where failed_at < now() - p_keep_failures and not exists (
      select from job_queue.dead_letter where dead_letter.job = failure.job)
    order by failed_at
    limit 1000
    for update skip locked);
end
$$;

-- Workers: who is alive, and who takes over from the dead. All on the server's clock.

create function job_queue.join_workers(p_host text, p_process integer, p_version text, p_queues text[]) returns bigint
language sql volatile
as $$
  insert into job_queue.worker (host, process, version, queues)
  values (p_host, p_process, p_version, p_queues)
  returning worker_id
$$;

-- "I live, I am running these claims, I have settled these." Settled claims are deleted, but not the newest of a lane, which
-- is its cursor. Returns the settled tokens that are still there, to be named again with the next beat; raises JQ004 when the
-- worker's row is gone: it was away so long that others took over everything, and it must join anew.
-- A beat that comes later than half a lease breaks the row of beats: see job_queue.reclaim().
create function job_queue.beat(
  p_worker bigint, p_tokens uuid[], p_settled uuid[], p_waiting boolean, p_lease interval
) returns setof uuid
language plpgsql volatile
as $$
begin
  update job_queue.worker
  set beat_at = clock_timestamp(),
    unbroken_since = case
      when clock_timestamp() - beat_at > p_lease / 2 then clock_timestamp() else unbroken_since end,
    tokens = p_tokens,
    waiting = p_waiting
  where worker_id = p_worker;
  if not found then
    raise exception 'worker % is not known any more', p_worker using errcode = 'JQ004';
  end if;

  delete from job_queue.claim
  using unnest(p_settled) as settled (token)
  where claim.token = settled.token
    and exists (
      select from job_queue.claim as newer where newer.lane = claim.lane and newer.ordinal > claim.ordinal);
  return query select claim.token from job_queue.claim where claim.token = any (p_settled);
end
$$;

-- A worker that drained says good-bye. What it still holds is taken over without waiting for its lease.
create function job_queue.leave_workers(p_worker bigint) returns void
language sql volatile
as $$
  update job_queue.worker set left_at = clock_timestamp(), waiting = false, tokens = '{}' where worker_id = p_worker
$$;

-- Whether every attempt of a batch is settled.
create function job_queue.all_settled(p_generation integer, p_seqs bigint[]) returns boolean
language sql stable
as $$
  select not exists (
    select from unnest(p_seqs) as held (seq)
    where not exists (
      select from job_queue.outcome where outcome.generation = p_generation and outcome.seq = held.seq))
$$;

-- Workers that count as dead: the last beat is older than the lease, or they said good-bye.
create function job_queue.dead_workers(p_lease interval) returns setof bigint
language sql stable
as $$
  select worker_id from job_queue.worker where left_at is not null or beat_at < clock_timestamp() - p_lease
$$;

-- Unsettled attempts that nobody alive is running, with the last round of each: their worker is dead or its row is gone, or it
-- lives but has not named the token for a lease (the reply to its claim was lost and never asked for again).
-- Looks at the claims that are older than a lease, or of the dead; beats have deleted the rest, so there are few.
create function job_queue.abandoned(p_lease interval)
returns table (generation integer, seq bigint, round smallint)
language sql stable
as $$
  with held as (
    select claim.generation, seq, 0::smallint as round, claim.token, claim.worker, claim.claimed_at as since
    from job_queue.claim, unnest(claim.seqs) as seq
    where claim.claimed_at < clock_timestamp() - p_lease
      or claim.worker in (select job_queue.dead_workers(p_lease))
    union all
    select reclaim.generation, reclaim.seq, reclaim.round, reclaim.token, reclaim.worker, reclaim.reclaimed_at
    from job_queue.reclaim
  ), last_held as (
    select distinct on (held.generation, held.seq) held.*
    from held
    where not exists (
      select from job_queue.outcome where outcome.generation = held.generation and outcome.seq = held.seq)
    order by held.generation, held.seq, held.round desc
  )
  select last_held.generation, last_held.seq, last_held.round
  from last_held
  left join job_queue.worker on worker.worker_id = last_held.worker
  where worker.worker_id is null
    or worker.worker_id in (select job_queue.dead_workers(p_lease))
    or (last_held.since < clock_timestamp() - p_lease and last_held.token <> all (worker.tokens))
$$;

-- A function of its own, because a test cannot make its server older.
create function job_queue.server_started_at() returns timestamptz
language sql stable
as $$ select pg_postmaster_start_time() $$;

-- Takes over one abandoned attempt, or returns nothing. One at a time: of a batch whose worker died all jobs are innocent but
-- perhaps one, and each alone shows which. That uses up no attempt; but a job that has taken p_deaths workers with
-- it while it ran alone goes to the dead letters.
--
-- Nobody may take over for a lease after the server started, and nobody whose own beats were late within the last lease:
-- after a restart, a promotion or a stall everybody looks dead.
-- Repeated with the same token, it returns the same attempt.
create function job_queue.reclaim(p_worker bigint, p_token uuid, p_lease interval, p_deaths smallint default 3)
returns setof job_queue.attempt
language plpgsql volatile
as $$
declare
  v_taken job_queue.reclaim;
  v_abandoned record;
  v_buried uuid;
begin
  select * into v_taken from job_queue.reclaim where token = p_token;
  if found then
    return query select * from job_queue.attempts(v_taken.generation, array[v_taken.seq], v_taken.round);
    return;
  end if;
  if clock_timestamp() - job_queue.server_started_at() < p_lease
    or not exists (
      select from job_queue.worker
      where worker_id = p_worker and unbroken_since < clock_timestamp() - p_lease
        and beat_at > clock_timestamp() - p_lease / 2)
  then
    return;
  end if;

  for v_abandoned in select * from job_queue.abandoned(p_lease) order by generation, seq loop
    if v_abandoned.round >= p_deaths then
      v_buried := gen_random_uuid();
      insert into job_queue.reclaim (generation, seq, round, token, worker)
      values (v_abandoned.generation, v_abandoned.seq, v_abandoned.round + 1, v_buried, p_worker)
      on conflict do nothing;
      if found then
        perform job_queue.bury(
          v_buried, v_abandoned.generation, v_abandoned.seq, clock_timestamp(), p_worker,
          format('its worker died %s times while it ran alone', v_abandoned.round));
      end if;
    else
      insert into job_queue.reclaim (generation, seq, round, token, worker)
      values (v_abandoned.generation, v_abandoned.seq, v_abandoned.round + 1, p_token, p_worker)
      on conflict do nothing;
      if found then
        return query
          select * from job_queue.attempts(
            v_abandoned.generation, array[v_abandoned.seq], (v_abandoned.round + 1)::smallint);
        return;
      end if;
    end if;
  end loop;
end
$$;

-- Clears away what the dead left behind once all of it is settled: their claims but for each lane's newest, reclaims after an
-- hour, their rows. Rows that somebody else is clearing are skipped.
create function job_queue.tidy(p_lease interval) returns void
language plpgsql volatile
as $$
begin
  delete from job_queue.claim
  where (lane, ordinal) in (
    select claim.lane, claim.ordinal
    from job_queue.claim
    left join job_queue.worker on worker.worker_id = claim.worker
    where (worker.worker_id is null or worker.worker_id in (select job_queue.dead_workers(p_lease)))
      and exists (
        select from job_queue.claim as newer where newer.lane = claim.lane and newer.ordinal > claim.ordinal)
      and job_queue.all_settled(claim.generation, claim.seqs)
    order by claim.lane, claim.ordinal
    limit 1000
    for update of claim skip locked);

  delete from job_queue.reclaim
  where (generation, seq, round) in (
    select generation, seq, round
    from job_queue.reclaim
    where reclaimed_at < clock_timestamp() - interval '1 hour' and job_queue.all_settled(generation, array[seq])
    order by generation, seq, round
    limit 1000
    for update skip locked);

  delete from job_queue.worker
  where worker_id in (
    select worker.worker_id
    from job_queue.worker
    where worker.worker_id in (select job_queue.dead_workers(p_lease))
      and not exists (
        select from job_queue.claim
        where claim.worker = worker.worker_id and not job_queue.all_settled(claim.generation, claim.seqs))
      and not exists (
        select from job_queue.reclaim
        where reclaim.worker = worker.worker_id
          and not job_queue.all_settled(reclaim.generation, array[reclaim.seq]))
    order by worker.worker_id
    for update skip locked);
end
$$;

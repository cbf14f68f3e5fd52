-- Rotation: the current generation changes with time, and the oldest is emptied for it as a whole. A worker drives it, step by
-- step, each step a short transaction: next_generation, sweep_generation over all of it, empty_generation, purge_claims, open_generation.
-- Wherever it is interrupted, the next worker begins again. What is in the way is left alone: the current generation then goes on
-- growing, and the reason is said.

-- The generation that is to be opened, when the current one has been open for p_slice or has taken p_entries; else null. It is the
-- current one itself when its opening rolled back or was cut off by a crash: the sequence had moved on, the row had not.
create function job_queue.next_generation(p_slice interval, p_entries bigint) returns smallint
language sql stable
as $$
  select case when opened_at is null then generation.generation else (generation.generation + 1) % 4 end::smallint
  from job_queue.generation
  where generation.generation = (select last_value from job_queue.current_generation)
    and (opened_at is null
      or opened_at < clock_timestamp() - p_slice
      or first_number < (select last_value from job_queue.number) - p_entries)
$$;

-- Looks at the entries of a generation after p_after, up to p_limit of them, and moves those that nobody has claimed, or that no worker
-- answers for, into the current generation: as a new attempt of the same job, with the outcome 'moved' for the old. Returns where
-- to go on (null at the end), how many were moved, and how many are running and have to be waited for.
-- Only lanes with something unsettled are locked, for as long as this takes; claims go to another lane meanwhile. Under
-- the lock no claim is on its way, so an entry is either in a batch that is known, or in none.
create function job_queue.sweep_generation(
  p_generation smallint, p_after bigint, p_limit integer, out next_after bigint, out moved integer, out running integer
)
language plpgsql volatile
as $$
declare
  v_last bigint;
  v_seqs bigint[];
  v_running bigint[];
  v_lanes smallint[];
  v_rows job_queue.entry[];
begin
  perform job_queue.need_read_committed();
  moved := 0;
  running := 0;
  select max(seq), count(*) into v_last, next_after
  from (
    select seq from job_queue.entry
    where generation = p_generation and seq > p_after
    order by seq
    limit p_limit) as part;
  next_after := case when next_after = p_limit then v_last end;

  select array_agg(entry.seq), array_agg(distinct entry.lane) into v_seqs, v_lanes
  from job_queue.entry
  where entry.generation = p_generation and entry.seq > p_after and entry.seq <= v_last
    and not exists (
      select from job_queue.outcome where outcome.generation = p_generation and outcome.seq = entry.seq);
  if v_seqs is null then
    return;
  end if;

  perform from job_queue.lane where lane_id = any (v_lanes) order by lane_id for no key update;
  v_seqs := array(select seq from job_queue.unsettled(p_generation, v_seqs));
  v_running := array(
    select held.seq from job_queue.running() as held where held.generation = p_generation and held.seq = any (v_seqs));
  running := cardinality(v_running);
  select array_agg(entry) into v_rows
  from job_queue.entry
  where entry.generation = p_generation and entry.seq = any (v_seqs) and entry.seq <> all (v_running);
  if v_rows is null then
    return;
  end if;

  insert into job_queue.outcome (generation, seq, worker, number, result, started_at)
  select generation, seq, 0, 0, 'moved', clock_timestamp() from unnest(v_rows) order by seq;
  insert into job_queue.entry (
    origin, due, enqueued_at, deadline, generation, lane, attempt, kind, arguments, trace, limit_key, unique_key)
  select coalesce(origin, seq), due, enqueued_at, deadline, (select last_value from job_queue.current_generation), lane, attempt,
    kind, arguments, trace, limit_key, unique_key
  from unnest(v_rows)
  order by xid, seq;
  moved := cardinality(v_rows);
  update job_queue.generation set has_withdrawn = true where generation = p_generation and not has_withdrawn;
end
$$;

-- Empties a generation that was swept from end to end, with nothing running found, after the snapshot p_swept was taken. Returns why
-- not, or null when it is done. A TRUNCATE that waits for its lock makes every claim wait behind it (0.8 s seen), so it does not wait.
-- Under the lock nobody writes: what the sweep cannot have seen is what is visible now and was not in p_swept, and it is looked for
-- as a claim would. To a snapshot older than this the generation looks empty.
create function job_queue.empty_generation(p_generation smallint, p_swept pg_snapshot) returns text
language plpgsql volatile
as $$
begin
  perform job_queue.need_read_committed();
  if p_generation = (select last_value from job_queue.current_generation) then
    return 'it is the current one';
  end if;
  begin
    execute format(
      'lock table job_queue.entry_%1$s, job_queue.outcome_%1$s in access exclusive mode nowait', p_generation);
  exception when lock_not_available then
    return 'a transaction has it in use';
  end;
  if exists (
    select
    from job_queue.lane
    cross join job_queue.window_spans(p_swept, pg_current_snapshot()) as span
    where exists (
      select from job_queue.entry
      where entry.generation = p_generation and entry.lane = lane.lane_id and entry.xid >= span.first and entry.xid < span.stop))
  then
    return 'something was written into it after it was swept';
  end if;
  -- Settled, they count as starts while their period lasts, which may be longer than their generation.
  delete from job_queue.permit
  where generation in (p_generation, -1)
    and taken_at <= clock_timestamp() - coalesce(
      (select max(period) from job_queue.quota where quota.kind = permit.kind), interval '0');
  update job_queue.permit set generation = -1 where generation = p_generation;
  delete from job_queue.reclaim where generation = p_generation;
  delete from job_queue.cancellation where generation = p_generation;
  update job_queue.generation set opened_at = null, has_withdrawn = false where generation = p_generation;
  execute format('truncate job_queue.entry_%1$s, job_queue.outcome_%1$s', p_generation);
  return null;
end
$$;

-- Deletes up to p_limit claims on an emptied generation, but not the newest of a lane, which is its cursor, nor one that its worker still
-- names: as long as that is so a call with its number may come, and must find it. Returns how many.
create function job_queue.purge_claims(p_generation smallint, p_limit integer) returns integer
language plpgsql volatile
as $$
declare
  v_count integer;
begin
  -- Not while it is being opened again, nor after that: its claims would be new ones.
  perform from job_queue.generation where generation = p_generation and opened_at is null for no key update;
  if not found then
    return 0;
  end if;
  delete from job_queue.claim
  where (lane, ordinal) in (
    select lane, ordinal
    from job_queue.claim
    where generation = p_generation
      and exists (select from job_queue.claim as newer where newer.lane = claim.lane and newer.ordinal > claim.ordinal)
      and not exists (
        select from job_queue.worker
        where worker_id = claim.worker and job_queue.may_be_open(worker.*, claim.number))
    order by lane, ordinal
    limit p_limit
    for update of claim skip locked);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Makes an empty generation the current one; false when it is not empty, or not the next. The row's lock lets one worker do it; the
-- sequence is set at last, because that does not roll back. When this transaction does all the same, what is enqueued goes
-- into a generation that is not open yet, which is then opened by the next call: see next_generation().
create function job_queue.open_generation(p_generation smallint) returns boolean
language plpgsql volatile
as $$
begin
  update job_queue.generation
  set opened_at = clock_timestamp(),
    first_number = (select last_value from job_queue.number),
    system_identifier = (select system_identifier from pg_control_system())
  where generation = p_generation and opened_at is null
    and exists (
      select from job_queue.current_generation where p_generation in (last_value, (last_value + 1) % 4));
  if not found then
    return false;
  end if;
  perform setval('job_queue.current_generation', p_generation);
  return true;
end
$$;

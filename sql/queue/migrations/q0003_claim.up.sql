-- Claim: the next entries of one lane, to one worker, in one short transaction of its own.

-- The transactions that are visible in p_high and not in p_low, as ranges of xid (stop is exclusive):
--   (a) each one that was in progress in p_low and has since ended: late commits;
--   (b) the gaps between those in progress in p_high, from p_low's end to p_high's. Never across them: half a million
--       uncommitted rows of one open import made every poll 70 ms until this was so.
-- Aborted transactions count as visible to a snapshot; their rows are not visible to any statement.
create function job_queue.window_spans(p_low pg_snapshot, p_high pg_snapshot)
returns table (first xid8, stop xid8)
language sql immutable
as $$
  select xid, (xid::text::bigint + 1)::text::xid8
  from pg_snapshot_xip(p_low) as xid
  where pg_visible_in_snapshot(xid, p_high)
  union all
  select gap.first, gap.stop
  from (
    select coalesce(((lag(xid) over (order by xid))::text::bigint + 1)::text::xid8, pg_snapshot_xmax(p_low)) as first,
      xid as stop
    from (
      select xid from pg_snapshot_xip(p_high) as xid where xid >= pg_snapshot_xmax(p_low)
      union all
      select pg_snapshot_xmax(p_high)
    ) as stops
  ) as gap
  where gap.first < gap.stop
$$;

-- The spans of a window that end after a position, as two arrays in order. Nearly always there is one.
create function job_queue.window_arrays(
  p_low pg_snapshot, p_high pg_snapshot, p_after_xid xid8, out firsts xid8[], out stops xid8[]
)
language plpgsql immutable
as $$
begin
  if pg_snapshot_xmin(p_low) = pg_snapshot_xmax(p_low) and pg_snapshot_xmin(p_high) = pg_snapshot_xmax(p_high) then
    firsts := array[pg_snapshot_xmax(p_low)];
    stops := array[pg_snapshot_xmax(p_high)];
  else
    select array_agg(span.first order by span.first), array_agg(span.stop order by span.first) into firsts, stops
    from job_queue.window_spans(p_low, p_high) as span
    where span.stop > p_after_xid;
  end if;
end
$$;

-- Up to p_limit entries of a lane in the window from p_low to p_high that come after a position, in the order of (xid, seq): one
-- index scan a span, and none after the limit is reached. A scan has one lower bound: given two (xid >= …, and the
-- position), PostgreSQL began at the position and walked the index from there, across whatever an open import had put in between.
-- As an array, because the claim reads it twice and an array costs less than to look the entries up again.
create function job_queue.window_entries(
  p_lane smallint, p_low pg_snapshot, p_high pg_snapshot, p_after_xid xid8, p_after_seq bigint, p_limit integer
) returns job_queue.entry[]
language plpgsql volatile
as $$
declare
  v_window record := job_queue.window_arrays(p_low, p_high, p_after_xid);
  v_entries job_queue.entry[] := '{}';
  v_part job_queue.entry[];
begin
  for i in 1 .. coalesce(cardinality(v_window.firsts), 0) loop
    select array_agg(part.entry) into v_part
    from (
      select entry
      from job_queue.entry
      where entry.lane = p_lane
        and (entry.xid, entry.seq) > (
          greatest(v_window.firsts[i], p_after_xid), case when v_window.firsts[i] > p_after_xid then 0 else p_after_seq end)
        and entry.xid < v_window.stops[i]
      order by entry.lane, entry.xid, entry.seq
      limit p_limit - cardinality(v_entries)
    ) as part;
    v_entries := v_entries || v_part;
    exit when cardinality(v_entries) >= p_limit;
  end loop;
  return v_entries;
end
$$;

-- Where a lane stands: its newest claim. A lane that was never claimed starts with a window in which nothing
-- is visible: the current snapshot would hide what was enqueued before.
create function job_queue.cursor_of(p_lane smallint)
returns table (ordinal bigint, low pg_snapshot, high pg_snapshot, position_xid xid8, position_seq bigint)
language sql stable
rows 1
as $$
  (select claim.ordinal, claim.low, claim.high, claim.position_xid, claim.position_seq
   from job_queue.claim
   where claim.lane = p_lane
   order by claim.ordinal desc
   limit 1)
  union all
  select 0, '1:1:'::pg_snapshot, '1:1:'::pg_snapshot, '0'::xid8, 0
  limit 1
$$;

-- Everything of a lane that no claim has taken, as spans of its index: after (after_xid, after_seq), and before stop. They are those of
-- the window that is open, from its position on, and of the next one. On a quiet server that is one span.
create function job_queue.unclaimed_spans(
  p_low pg_snapshot, p_high pg_snapshot, p_now pg_snapshot, p_position_xid xid8, p_position_seq bigint
) returns table (after_xid xid8, after_seq bigint, stop xid8)
language plpgsql immutable
as $$
begin
  if pg_snapshot_xmin(p_low) = pg_snapshot_xmax(p_low) and pg_snapshot_xmin(p_high) = pg_snapshot_xmax(p_high)
    and pg_snapshot_xmin(p_now) = pg_snapshot_xmax(p_now)
  then
    return query select p_position_xid, p_position_seq, pg_snapshot_xmax(p_now);
  else
    return query
      select greatest(span.first, p_position_xid), case when span.first > p_position_xid then 0 else p_position_seq end, span.stop
      from job_queue.window_spans(p_low, p_high) as span
      where span.stop > p_position_xid
      union all
      select span.first, 0, span.stop from job_queue.window_spans(p_high, p_now) as span;
  end if;
end
$$;

-- Lanes of some queues that have work and are not paused, earliest due first; takes no lock and no xid, so an idle poll writes no
-- WAL. All lanes in one plan, because to start one costs more than to look. A cheaper question, "is there anything behind the
-- position", would wade through the rows of an open import.
-- Raises JQ005 when a lane's cursor is ahead of this server: see job_queue.rebase(). Without that, new jobs were never claimed. "Now"
-- is the snapshot that reads the cursor: one taken before saw cursors from its future, and took them for another server's.
-- Stable, so that it looks with its caller's snapshot: is_idle() looks at what waits and what runs in one moment. With one of its own, a
-- job that was claimed between the two was in neither.
create function job_queue.lanes_with_work(p_queues text[])
returns table (lane_id smallint, due timestamptz)
language plpgsql stable -- an SQL function would be planned with every call
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_lane record;
begin
  for v_lane in
    select lane.lane_id, head.due, pg_snapshot_xmax(cursor.high) > pg_snapshot_xmax(now.snapshot) as is_ahead
    from (select pg_current_snapshot() as snapshot offset 0) as now
    cross join job_queue.lane
    cross join lateral job_queue.cursor_of(lane.lane_id) as cursor
    left join lateral (
      select next.due
      from job_queue.unclaimed_spans(cursor.low, cursor.high, now.snapshot, cursor.position_xid, cursor.position_seq) as span
      cross join lateral (
        select entry.due
        from job_queue.entry
        where entry.lane = lane.lane_id
          and (entry.xid, entry.seq) > (span.after_xid, span.after_seq)
          and entry.xid < span.stop
        order by entry.lane, entry.xid, entry.seq
        limit 1
      ) as next
      limit 1
    ) as head on true
    where lane.queue = any (p_queues) and lane.paused_at is null
    order by head.due, lane.lane_id
  loop
    if v_lane.is_ahead then
      raise exception 'the queue was written by another server, whose transactions are ahead of this one''s'
        using errcode = 'JQ005', hint = 'Stop all workers, then run job_queue.rebase().';
    end if;
    if v_lane.due is not null then
      lane_id := v_lane.lane_id;
      due := v_lane.due;
      return next;
    end if;
  end loop;
end
$$;

-- What a claimed attempt looks like to a worker. is_limited: its kind has a quota, so admit() must be asked before it runs.
create type job_queue.attempt as (
  generation smallint, seq bigint, job bigint, queue text, band smallint, kind text, arguments jsonb,
  attempt smallint, due timestamptz, deadline timestamptz, enqueued_at timestamptz, trace text, limit_key text, unique_key text,
  round smallint, is_limited boolean
);

create function job_queue.attempts_of(p_entries job_queue.entry[], p_round smallint) returns setof job_queue.attempt
language plpgsql stable
as $$
declare
  v_limited text[] := (select array_agg(kind) from job_queue.quota);
begin
  return query
    select entry.generation, entry.seq, coalesce(entry.origin, entry.seq), lane.queue, lane.band, entry.kind,
      entry.arguments, entry.attempt, entry.due, entry.deadline, entry.enqueued_at, entry.trace, entry.limit_key,
      entry.unique_key, p_round, coalesce(entry.kind = any (v_limited), false)
    from unnest(p_entries) as entry
    join job_queue.lane on lane.lane_id = entry.lane;
end
$$;

-- The same, for those who know the seqs.
create function job_queue.attempts(p_generation smallint, p_seqs bigint[], p_round smallint default 0)
returns setof job_queue.attempt
language sql stable
as $$
  select attempt.*
  from job_queue.attempts_of(
    (select array_agg(entry order by entry.xid, entry.seq)
     from job_queue.entry
     where entry.generation = p_generation and entry.seq = any (p_seqs)), p_round) as attempt
$$;

-- The entries before the first one of another generation: around a rotation a window may hold two.
create function job_queue.first_generation(p_entries job_queue.entry[]) returns job_queue.entry[]
language sql immutable
as $$
  select p_entries[: min(entry.ordinality) - 1]
  from unnest(p_entries) with ordinality as entry
  where entry.generation <> (p_entries[1]).generation
$$;

-- The entries that nobody has settled without a claim: cancel() and the rotation do so.
create function job_queue.without_withdrawn(p_entries job_queue.entry[]) returns job_queue.entry[]
language sql stable
as $$
  select coalesce(array_agg(entry order by entry.xid, entry.seq), '{}')
  from unnest(p_entries) as entry
  where not exists (
    select from job_queue.outcome where outcome.generation = entry.generation and outcome.seq = entry.seq)
$$;

-- The newest attempt of a job. All generations are named, because the key begins with them.
create function job_queue.newest_attempt(p_job bigint) returns job_queue.entry
language sql stable
as $$
  select attempt.entry
  from (
    select entry from job_queue.entry where generation = any ('{0,1,2,3}') and seq = p_job
    union all
    select entry from job_queue.entry where origin = p_job
  ) as attempt
  order by (attempt.entry).seq desc
  limit 1
$$;

-- What decides by what it reads after it has locked something needs a new snapshot for each of its statements.
create function job_queue.need_read_committed() returns void
language plpgsql stable
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'job_queue needs READ COMMITTED here, not %', current_setting('transaction_isolation')
      using errcode = 'JQ003';
  end if;
end
$$;

-- Whether a batch of a worker may be unsettled, as its last beat tells: it is named, or was asked for after the beat was written.
create function job_queue.may_be_open(p_worker job_queue.worker, p_number bigint) returns boolean
language sql immutable
as $$
  select p_number > p_worker.known or p_number = any (p_worker.held) or p_number = any (p_worker.released)
$$;

-- A call of a worker that was taken for dead and cleared away raises JQ004; one that comes so late that its number is over (the worker
-- gave it up, its repetition was answered, and the batch was settled) raises JQ006: nobody would run what it took. Asked after
-- looking for the batch itself, because that is purged only when its number is over.
create function job_queue.refuse_late_call(p_worker integer, p_number bigint) returns void
language plpgsql stable
as $$
declare
  v_worker job_queue.worker;
begin
  select * into v_worker from job_queue.worker where worker_id = p_worker;
  if not found then
    raise exception 'worker % is not known any more', p_worker using errcode = 'JQ004';
  end if;
  if not job_queue.may_be_open(v_worker, p_number) then
    raise exception 'number % of worker % is over', p_number, p_worker using errcode = 'JQ006';
  end if;
end
$$;

-- Takes up to p_limit entries of the lane with the earliest due head that nobody else is claiming from.
--
-- Called alone in its transaction: a snapshot taken here counts this transaction's own xid as finished once a higher one has
-- finished, so entries that the same transaction enqueued would be lost. The lock and the read of the cursor are separate
-- statements: under one snapshot (REPEATABLE READ, or a single SQL statement) two workers got the same batch.
-- p_number is the worker's own counter; repeated with the same, it returns the same batch: the reply had been lost. An empty
-- answer to a repeated call does not mean that the number is free: the call before it may be running still, and commit after that.
-- A batch is of one generation, so that one look tells whether the generation was emptied: see settle().
-- Plans are pinned to index scans in the index's order: one that sorts the lane would cost more with every entry that waits. Without
-- jit = off the penalty that pins them (10^10) makes PostgreSQL compile machine code for every statement: 300 ms each. And they are
-- planned once: left to itself PostgreSQL found it worth 0.15 ms to plan each look into a window anew, three times what the look costs.
-- Raises JQ003 where it is not alone, or not under READ COMMITTED; JQ004 when the worker is not known (any more).
create function job_queue.claim(p_worker integer, p_number bigint, p_queues text[], p_limit integer)
returns setof job_queue.attempt
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off set plan_cache_mode = force_generic_plan
as $$
declare
  v_lane smallint;
  v_cursor record;
  v_low pg_snapshot;
  v_high pg_snapshot;
  v_after_xid xid8;
  v_after_seq bigint;
  v_entries job_queue.entry[];
  v_generations record;
  v_last job_queue.entry;
  v_is_next boolean;
  v_claim job_queue.claim;
begin
  perform job_queue.need_read_committed();
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'job_queue.claim() must be the first to write in its transaction, and commit with it'
      using errcode = 'JQ003';
  end if;

  select * into v_claim from job_queue.claim where worker = p_worker and number = p_number;
  if found then
    return query select * from job_queue.attempts(v_claim.generation, v_claim.seqs);
    return;
  end if;
  perform job_queue.refuse_late_call(p_worker, p_number);

  for v_lane in select lane_id from job_queue.lanes_with_work(p_queues) loop
    perform from job_queue.lane where lane_id = v_lane and paused_at is null for no key update skip locked;
    continue when not found;

    select * into v_cursor from job_queue.cursor_of(v_lane);
    v_low := v_cursor.low;
    v_high := v_cursor.high;
    v_after_xid := v_cursor.position_xid;
    v_after_seq := v_cursor.position_seq;
    v_is_next := false;
    loop
      v_entries := job_queue.window_entries(v_lane, v_low, v_high, v_after_xid, v_after_seq, p_limit);
      if cardinality(v_entries) = 0 then
        -- The window is used up: the next one begins where it ended. When that is empty too, another worker was faster.
        exit when v_is_next;
        v_is_next := true;
        v_low := v_high;
        v_high := pg_current_snapshot();
        v_after_xid := '0';
        v_after_seq := 0;
        continue;
      end if;

      select min(entry.generation) as lowest, max(entry.generation) as highest
      into v_generations
      from unnest(v_entries) as entry;
      if v_generations.lowest <> v_generations.highest then
        v_entries := job_queue.first_generation(v_entries);
      end if;
      v_last := v_entries[cardinality(v_entries)];
      if (select has_withdrawn from job_queue.generation where generation.generation = v_last.generation) then
        v_entries := job_queue.without_withdrawn(v_entries);
      end if;

      -- A batch of nothing but withdrawn entries is a cursor only, and the next one is looked for.
      insert into job_queue.claim (
        lane, ordinal, low, high, position_xid, position_seq, generation, seqs, worker, number)
      select v_lane, v_cursor.ordinal + 1, v_low, v_high, v_last.xid, v_last.seq, v_last.generation, held.seqs,
        case when held.seqs = '{}' then 0 else p_worker end,
        case when held.seqs = '{}' then nextval('job_queue.number') else p_number end
      from (select array(select entry.seq from unnest(v_entries) as entry) as seqs) as held;
      if cardinality(v_entries) > 0 then
        return query select * from job_queue.attempts_of(v_entries, 0::smallint);
        return;
      end if;
      v_cursor.ordinal := v_cursor.ordinal + 1;
      v_after_xid := v_last.xid;
      v_after_seq := v_last.seq;
    end loop;
  end loop;
end
$$;

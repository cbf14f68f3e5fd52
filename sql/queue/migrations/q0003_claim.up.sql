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

-- The entries of a lane in the window from p_low to p_high that come after a position, in order: one index scan a span, and
-- none after the limit is reached. The scan has one lower bound: given two (xid >= …, and the position), PostgreSQL began at the
-- position and walked the index from there, across whatever an open import had put in between.
create function job_queue.window_entries(
  p_lane smallint, p_low pg_snapshot, p_high pg_snapshot, p_after_xid xid8, p_after_seq bigint, p_limit integer
) returns setof job_queue.entry
language plpgsql volatile
as $$
declare
  v_from xid8[];
  v_to xid8[]; -- exclusive
  v_left integer := p_limit;
  v_found integer;
begin
  if pg_snapshot_xmin(p_low) = pg_snapshot_xmax(p_low) and pg_snapshot_xmin(p_high) = pg_snapshot_xmax(p_high) then
    v_from := array[pg_snapshot_xmax(p_low)];
    v_to := array[pg_snapshot_xmax(p_high)];
  else
    select array_agg(span.first order by span.first), array_agg(span.stop order by span.first) into v_from, v_to
    from job_queue.window_spans(p_low, p_high) as span
    where span.stop > p_after_xid;
  end if;

  for i in 1 .. coalesce(cardinality(v_from), 0) loop
    return query
      select entry.*
      from job_queue.entry
      where entry.lane = p_lane
        and (entry.xid, entry.seq) > (greatest(v_from[i], p_after_xid), case when v_from[i] > p_after_xid then 0 else p_after_seq end)
        and entry.xid < v_to[i]
      order by entry.lane, entry.xid, entry.seq
      limit v_left;
    get diagnostics v_found = row_count;
    v_left := v_left - v_found;
    exit when v_left <= 0;
  end loop;
end
$$;

-- What a claimed attempt looks like to a worker.
create type job_queue.attempt as (
  generation integer, seq bigint, job bigint, queue text, band smallint, kind text, arguments jsonb,
  attempt smallint, due timestamptz, deadline timestamptz, enqueued_at timestamptz, trace text, round smallint
);

create function job_queue.attempts(p_generation integer, p_seqs bigint[], p_round smallint default 0)
returns setof job_queue.attempt
language sql stable
as $$
  select entry.generation, entry.seq, coalesce(entry.origin, entry.seq), lane.queue, lane.band, entry.kind,
    entry.arguments, entry.attempt, entry.due, entry.deadline, entry.enqueued_at, entry.trace, p_round
  from job_queue.entry
  join job_queue.lane on lane.lane_id = entry.lane
  where entry.generation = p_generation and entry.seq = any (p_seqs)
  order by entry.xid, entry.seq
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

-- Lanes of some queues that have work, earliest due first; takes no lock and no xid, so an idle poll writes no WAL.
-- Each lane costs two look-ups by window. A cheaper one, "is there anything behind the position", would wade through the rows of
-- an open import.
create function job_queue.lanes_with_work(p_queues text[])
returns table (lane_id smallint, due timestamptz)
language plpgsql volatile
as $$
begin
  return query
    select lane.lane_id, head.due
    from job_queue.lane
    cross join lateral job_queue.cursor_of(lane.lane_id) as cursor
    cross join lateral (
      select entry.due
      from job_queue.window_entries(
        lane.lane_id, cursor.low, cursor.high, cursor.position_xid, cursor.position_seq, 1) as entry
      union all
      select entry.due
      from job_queue.window_entries(lane.lane_id, cursor.high, pg_current_snapshot(), '0', 0, 1) as entry
      limit 1
    ) as head
    where lane.queue = any (p_queues)
    order by head.due, lane.lane_id;
end
$$;

-- Takes up to p_limit entries of the lane with the earliest due head that nobody else is claiming from.
--
-- Called alone in its transaction: a snapshot taken here counts this transaction's own xid as finished once a higher one has
-- finished, so entries that the same transaction enqueued would be lost. The lock and the read of the cursor are separate
-- statements: under one snapshot (REPEATABLE READ, or a single SQL statement) two workers got the same batch.
-- Repeated with the same token, it returns the same batch: the reply had been lost.
-- Plans are pinned to index scans: a plan that sorts the lane would cost more with every entry that waits. Without jit = off the
-- penalty that pins them (10^10) makes PostgreSQL compile machine code for every statement: 300 ms each.
create function job_queue.claim(p_worker bigint, p_token uuid, p_queues text[], p_limit integer)
returns setof job_queue.attempt
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set jit = off
as $$
declare
  v_lane smallint;
  v_cursor record;
  v_low pg_snapshot;
  v_high pg_snapshot;
  v_entry job_queue.entry;
  v_last job_queue.entry;
  v_seqs bigint[];
  v_claim job_queue.claim;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'job_queue.claim() needs READ COMMITTED, not %', current_setting('transaction_isolation')
      using errcode = 'JQ003';
  end if;
  if pg_current_xact_id_if_assigned() is not null then
    raise exception 'job_queue.claim() must be the first to write in its transaction, and commit with it'
      using errcode = 'JQ003';
  end if;

  select * into v_claim from job_queue.claim where token = p_token;
  if found then
    return query select * from job_queue.attempts(v_claim.generation, v_claim.seqs);
    return;
  end if;

  for v_lane in select lane_id from job_queue.lanes_with_work(p_queues) loop
    perform from job_queue.lane where lane_id = v_lane for no key update skip locked;
    continue when not found;

    select * into v_cursor from job_queue.cursor_of(v_lane);
    v_low := v_cursor.low;
    v_high := v_cursor.high;
    v_seqs := '{}';
    v_last := null;
    for v_entry in
      select * from job_queue.window_entries(
        v_lane, v_low, v_high, v_cursor.position_xid, v_cursor.position_seq, p_limit)
    loop
      exit when v_entry.generation <> v_last.generation;
      v_seqs := v_seqs || v_entry.seq;
      v_last := v_entry;
    end loop;

    -- The window is used up: the next one begins where it ended.
    if cardinality(v_seqs) = 0 then
      v_low := v_high;
      v_high := pg_current_snapshot();
      for v_entry in select * from job_queue.window_entries(v_lane, v_low, v_high, '0', 0, p_limit) loop
        exit when v_entry.generation <> v_last.generation;
        v_seqs := v_seqs || v_entry.seq;
        v_last := v_entry;
      end loop;
    end if;

    if cardinality(v_seqs) > 0 then
      insert into job_queue.claim (
        lane, ordinal, low, high, position_xid, position_seq, generation, seqs, token, worker)
      values (
        v_lane, v_cursor.ordinal + 1, v_low, v_high, v_last.xid, v_last.seq, v_last.generation, v_seqs, p_token, p_worker);
      return query select * from job_queue.attempts(v_last.generation, v_seqs);
      return;
    end if;
  end loop;
end
$$;

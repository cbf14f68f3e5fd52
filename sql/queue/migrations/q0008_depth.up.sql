-- Depth: how much waits, runs and rests, for monitors and for a worker that should stop when all is done.

-- Entries of a lane that no claim has taken, up to p_most of each window: read from the cursor on, so the cost is that of what waits.
create function job_queue.waiting_entries(p_lane smallint, p_most integer) returns setof job_queue.entry
language sql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off set plan_cache_mode = force_generic_plan -- as claim() does
as $$
  select entry.*
  from job_queue.cursor_of(p_lane) as cursor
  cross join lateral (
    select * from unnest(job_queue.window_entries(
      p_lane, cursor.low, cursor.high, cursor.position_xid, cursor.position_seq, p_most))
    union all
    select * from unnest(job_queue.window_entries(p_lane, cursor.high, pg_current_snapshot(), '0', 0, p_most))
  ) as entry
$$;

-- Of every lane what waits, up to p_most of each window: how many, the numbers of the first and the last one counted, and since when the oldest could have
-- been taken (a retry, or a job that was for later, was enqueued long before). All lanes in one plan, and nothing is kept of an entry but
-- what is counted: lane by lane out of waiting_entries(), 95 000 entries took 200 ms instead of 45.
create function job_queue.lane_heads(p_most integer)
returns table (lane_id smallint, waiting bigint, first_seq bigint, last_seq bigint, oldest_ready_at timestamptz)
language plpgsql volatile
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off set plan_cache_mode = force_generic_plan -- as claim() does
as $$
begin
  return query
    select lane.lane_id, head.waiting, head.first_seq, head.last_seq, head.oldest_ready_at
    from (select pg_current_snapshot() as snapshot offset 0) as now
    cross join job_queue.lane
    cross join lateral job_queue.cursor_of(lane.lane_id) as cursor
    cross join lateral (
      select count(*) as waiting, min(entry.seq) as first_seq, max(entry.seq) as last_seq,
        min(greatest(entry.enqueued_at, entry.due - lane.target_wait)) as oldest_ready_at
      from (
        select entry.seq, entry.enqueued_at, entry.due
        from (
          select cursor.low, cursor.high, cursor.position_xid, cursor.position_seq
          union all
          select cursor.high, now.snapshot, '0', 0
        ) as part (low, high, position_xid, position_seq)
        cross join lateral (
          select entry.seq, entry.enqueued_at, entry.due
          from job_queue.window_spans(part.low, part.high) as span
          cross join lateral (
            select entry.seq, entry.enqueued_at, entry.due
            from job_queue.entry
            where entry.lane = lane.lane_id
              and (entry.xid, entry.seq) > (
                greatest(span.first, part.position_xid), case when span.first > part.position_xid then 0 else part.position_seq end)
              and entry.xid < span.stop
            order by entry.lane, entry.xid, entry.seq
            limit p_most
          ) as entry
          where span.stop > part.position_xid
          limit p_most
        ) as entry
      ) as entry
    ) as head;
end
$$;

-- What rests in later, by queue and band, up to p_most of each timeline, the next due first (and of all that limits have parked): the timers of a
-- hundred thousand cases would take more time than all else. is_at_least: of that timeline there are more, whosever they are.
create function job_queue.resting(p_most integer)
returns table (timeline text, queue text, band smallint, jobs bigint, is_at_least boolean)
language sql volatile
as $$
  -- Timelines are few, but for those of limits, of which each key has one: from one to the next in the index.
  with recursive found as (
    (select later.timeline from job_queue.later order by later.timeline limit 1)
    union all
    select (
      select later.timeline
      from job_queue.later
      where later.timeline > case when found.timeline like 'limit:%' then 'limit:' || chr(1114111) else found.timeline end
      order by later.timeline
      limit 1)
    from found
    where found.timeline is not null
  ), range as (
    select found.timeline, case when found.timeline like 'limit:%' then 'limit:' || chr(1114111) else found.timeline end as last
    from found
    where found.timeline is not null
  ), counted as (
    select range.timeline, rest.queue, rest.band, count(*) as jobs
    from range
    cross join lateral (
      select later.queue, later.band
      from job_queue.later
      where later.timeline >= range.timeline and later.timeline <= range.last
      order by later.timeline, later.due, later.job
      limit p_most
    ) as rest
    group by range.timeline, rest.queue, rest.band
  )
  select counted.timeline, counted.queue, counted.band, counted.jobs, sum(counted.jobs) over (partition by counted.timeline) >= p_most
  from counted
$$;

-- One row for each queue and band. waiting is counted up to p_most a lane; later is what is not due yet on the server's
-- clock (retries, schedules), on_timelines what waits for another time to come, and parked what a limit holds back: these up to p_most a timeline.
create function job_queue.depth(p_most integer default 100000)
returns table (
  queue text, band smallint, waiting bigint, running bigint, later bigint, later_is_at_least boolean, on_timelines bigint,
  on_timelines_is_at_least boolean, parked bigint, parked_is_at_least boolean, dead bigint, oldest_ready_at timestamptz, paused_at timestamptz)
language sql volatile
as $$
  with running as (
    select lane, count(*) as running from job_queue.running() group by lane
  ), lanes as (
    select lane.queue, lane.band, sum(head.waiting)::bigint as waiting, max(lane.paused_at) as paused_at,
      coalesce(sum(running.running), 0)::bigint as running, min(head.oldest_ready_at) as oldest_ready_at
    from job_queue.lane
    join job_queue.lane_heads(p_most) as head using (lane_id)
    left join running on running.lane = lane.lane_id
    group by lane.queue, lane.band
  ), resting as (
    select queue, band, case when timeline = 'server' then 'later' when timeline like 'limit:%' then 'parked' else 'on_timelines' end as why,
      sum(jobs)::bigint as jobs, bool_or(is_at_least) as is_at_least
    from job_queue.resting(p_most)
    group by queue, band, why
  ), bound as (
    -- What lies behind it may be of any queue, also of one of which nothing was counted.
    select coalesce(bool_or(is_at_least) filter (where why = 'later'), false) as later,
      coalesce(bool_or(is_at_least) filter (where why = 'on_timelines'), false) as timed,
      coalesce(bool_or(is_at_least) filter (where why = 'parked'), false) as parked
    from resting
  ), buried as (
    select queue, band, count(*) as dead from job_queue.dead_letter group by queue, band
  )
  select lanes.queue, lanes.band, lanes.waiting, lanes.running, coalesce(later.jobs, 0), bound.later, coalesce(timed.jobs, 0), bound.timed,
    coalesce(parked.jobs, 0), bound.parked, coalesce(buried.dead, 0), lanes.oldest_ready_at, lanes.paused_at
  from lanes
  cross join bound
  left join resting as later on (later.queue, later.band, later.why) = (lanes.queue, lanes.band, 'later')
  left join resting as timed on (timed.queue, timed.band, timed.why) = (lanes.queue, lanes.band, 'on_timelines')
  left join resting as parked on (parked.queue, parked.band, parked.why) = (lanes.queue, lanes.band, 'parked')
  left join buried on (buried.queue, buried.band) = (lanes.queue, lanes.band)
  order by lanes.queue, lanes.band
$$;

-- Whether nothing of some queues waits (what is paused does not), runs, or is to be tried again on the server's clock, and nothing
-- whose time has come on another timeline is left: a worker that was asked to stop when all is done may stop.
create function job_queue.is_idle(p_queues text[]) returns boolean
language plpgsql volatile
as $$
begin
  return not exists (select from job_queue.lanes_with_work(p_queues))
    and not exists (
      select from job_queue.later
      where later.queue = any (p_queues)
        and (later.timeline = 'server' or later.timeline like 'limit:%' or later.due <= job_queue.now_on(later.timeline)))
    and not exists (
      select from job_queue.running() as held
      join job_queue.lane on lane.lane_id = held.lane
      where lane.queue = any (p_queues));
end
$$;

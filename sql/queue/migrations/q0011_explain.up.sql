-- Explain: why a job is not running, in one sentence.

create function job_queue.explain(p_job bigint) returns text
language plpgsql volatile
as $$
declare
  v_entry job_queue.entry;
  v_outcome job_queue.outcome;
  v_later job_queue.later;
  v_letter job_queue.dead_letter;
  v_lane job_queue.lane;
  v_quota record;
  v_holder record;
  v_ahead integer;
  v_most constant integer := 10000; -- as far as a monitor counts
begin
  select * into v_letter from job_queue.dead_letter where job = p_job;
  if found then
    return format('It was given up at %s after attempt %s: %s.', v_letter.died_at, v_letter.attempt, v_letter.reason);
  end if;

  select * into v_later from job_queue.later where job = p_job order by due limit 1;
  if v_later.timeline like 'limit:%' then
    return (
      select format('It is parked: the limit of kind "%s"%s is held by %s, and %s jobs wait before it.',
        v_later.kind, case when v_later.limit_key is not null then format(' and key "%s"', v_later.limit_key) else '' end,
        coalesce((
          select string_agg('job ' || coalesce(entry.origin, entry.seq), ', ' order by entry.seq)
          from (
            select generation, seq from job_queue.permit
            where kind = v_later.kind and generation >= 0
              and (v_later.limit_key is null or limit_key = v_later.limit_key
                or exists (select from job_queue.quota where kind = v_later.kind and not by_key))
              and not exists (
                select from job_queue.outcome
                where outcome.generation = permit.generation and outcome.seq = permit.seq)
            order by taken_at
            limit 5) as held
          join job_queue.entry on entry.generation = held.generation and entry.seq = held.seq),
          'what was started in its period'),
        (select count(*) from job_queue.later where timeline = v_later.timeline and (due, job) < (v_later.due, v_later.job))));
  elsif v_later.job is not null then
    return format('It is not due: attempt %s begins at %s%s%s.', v_later.attempt, v_later.due,
      case when v_later.timeline <> 'server' then format(' of the timeline "%s"', v_later.timeline) else '' end,
      coalesce((
        select format(', because attempt %s failed: %s', attempt, error)
        from job_queue.failure where job = p_job and attempt = v_later.attempt - 1 order by seq desc limit 1), ''));
  end if;

  select * into v_entry from job_queue.newest_attempt(p_job);
  if v_entry.seq is null then
    return case
      when p_job <= (select last_value from job_queue.number)
      then 'There is no such job any more: it was settled, and its generation was emptied; or its number was never used.'
      else 'There is no such job.'
    end;
  end if;
  select * into v_outcome from job_queue.outcome where generation = v_entry.generation and seq = v_entry.seq;
  if found then
    return format(case v_outcome.result
      when 'done' then 'It was done at %s, with attempt %s.'
      when 'cancelled' then 'It was cancelled at %s, before attempt %s had done anything.'
      else 'It was put off at %s, with attempt %s, and is on its way.' end, v_outcome.finished_at, v_entry.attempt);
  end if;

  select worker.*, worker.beat_at + worker.lease as until into v_holder
  from job_queue.running() as held
  join job_queue.worker on worker.worker_id = held.worker
  where held.generation = v_entry.generation and held.seq = v_entry.seq;
  if found then
    return format('It is running: worker %s (%s, process %s) took it and last beat at %s%s.', v_holder.worker_id, v_holder.host,
      v_holder.process, v_holder.beat_at,
      case
        when v_holder.left_at is not null then '; that worker has left, and another takes over'
        else format('; unless it beats again, others take over at %s', v_holder.until)
      end);
  end if;

  select * into v_lane from job_queue.lane where lane_id = v_entry.lane;
  if v_lane.paused_at is not null then
    return format('Its queue "%s" is paused since %s%s.', v_lane.queue, v_lane.paused_at, coalesce(': ' || v_lane.pause_reason, ''));
  end if;
  if not exists (
    select from job_queue.worker
    where worker_id not in (select job_queue.dead_workers()) and v_lane.queue = any (queues) and v_entry.kind = any (kinds))
  then
    return format('No worker that is alive takes jobs of kind "%s" from its queue "%s".', v_entry.kind, v_lane.queue);
  end if;

  select count(*) into v_ahead
  from job_queue.waiting_entries(v_entry.lane, v_most) as waiting
  where (waiting.xid, waiting.seq) < (v_entry.xid, v_entry.seq);
  return format('It waits in queue "%s", band %s: %s%s ahead in its lane; it is due at %s.', v_lane.queue, v_lane.band,
    case when v_ahead >= v_most then 'at least ' else '' end, v_ahead, v_entry.due);
end
$$;

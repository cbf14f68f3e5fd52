-- What operators do: cancel, pause, resume, purge, and move a queue to another server.

-- Inserts the outcome of an attempt that is cancelled; false when somebody else has settled it; null when a transaction that has is
-- still open. That is not waited for: it may be a handler that runs for an hour.
create function job_queue.settle_cancelled(p_generation smallint, p_seq bigint) returns boolean
language plpgsql volatile
as $$
declare
  v_before text := current_setting('lock_timeout');
  v_is_new boolean;
begin
  perform set_config('lock_timeout', '50ms', true);
  insert into job_queue.outcome (generation, seq, worker, number, result, started_at)
  values (p_generation, p_seq, 0, 0, 'cancelled', clock_timestamp())
  on conflict (generation, seq) do nothing;
  v_is_new := found;
  perform set_config('lock_timeout', v_before, true);
  return v_is_new;
exception when lock_not_available then
  return null; -- and the setting is as before
end
$$;

-- Cancels a job: its current attempt is settled here, as somebody else's. Waiting, it never runs; running, it cannot commit any effect
-- any more, and its worker is told so that it stops early. Returns
--   'cancelled';
--   'cancelling' when its worker has settled it in a transaction that is still open: the worker is told to stop, and the job is cancelled
--         when it does; if it commits instead, the job is done;
--   'over' when there was nothing left to cancel: it was settled for good before, or there is no such job.
-- An effect outside of the database that a running attempt has had already is not taken back. Of several jobs, cancel in the order of
-- their numbers, and lock rows of your own before: a handler locks its rows before it settles.
create function job_queue.cancel(p_job bigint) returns text
language plpgsql volatile
as $$
declare
  v_waited job_queue.later[];
  v_attempt job_queue.entry;
  v_is_cancelled boolean;
begin
  perform job_queue.need_read_committed();
  -- An attempt that is being put off or promoted right now is found in the next round where it went.
  for round in 1 .. 5 loop
    with gone as (
      delete from job_queue.later where job = p_job returning later as waited
    )
    select array_agg(waited) into v_waited from gone;
    if v_waited is not null then
      perform job_queue.enter(v_waited); -- so that there is something to be settled, like everywhere else
    end if;

    select * into v_attempt from job_queue.newest_attempt(p_job);
    if v_attempt.seq is null then
      return 'over';
    end if;
    v_is_cancelled := job_queue.settle_cancelled(v_attempt.generation, v_attempt.seq);
    if v_is_cancelled is null then
      insert into job_queue.cancellation (generation, seq, job)
      values (v_attempt.generation, v_attempt.seq, p_job)
      on conflict do nothing;
      perform pg_notify('job_queue_cancelled', v_attempt.seq::text);
      return 'cancelling';
    end if;

    delete from job_queue.cancellation where generation = v_attempt.generation and seq = v_attempt.seq;
    if v_is_cancelled then
      update job_queue.generation set has_withdrawn = true where generation = v_attempt.generation and not has_withdrawn;
      if v_attempt.unique_key is not null then
        perform job_queue.give_back_unique_keys(
          v_attempt.kind, array[v_attempt.unique_key], array[p_job], '{start,end}');
      end if;
      perform pg_notify('job_queue_cancelled', v_attempt.seq::text);
      return 'cancelled';
    end if;
    if exists (
      select from job_queue.outcome
      where generation = v_attempt.generation and seq = v_attempt.seq and result in ('done', 'dead', 'cancelled'))
    then
      return 'over';
    end if;
  end loop;
  raise exception 'job % is on the move: try again', p_job using errcode = 'lock_not_available';
end
$$;

-- Nothing is claimed from a queue any more, in any band, from the moment this commits; what runs is finished. Returns false when there
-- is no such queue. Waits for claims that are on their way.
create function job_queue.pause(p_queue text, p_reason text default null) returns boolean
language plpgsql volatile
as $$
begin
  perform from job_queue.lane where queue = p_queue order by lane_id for no key update;
  update job_queue.lane set paused_at = coalesce(paused_at, now()), pause_reason = p_reason where queue = p_queue;
  return found;
end
$$;

create function job_queue.resume(p_queue text) returns boolean
language plpgsql volatile
as $$
begin
  perform from job_queue.lane where queue = p_queue order by lane_id for no key update;
  update job_queue.lane set paused_at = null, pause_reason = null where queue = p_queue;
  if found then
    perform job_queue.wake(p_queue);
    return true;
  end if;
  return false;
end
$$;

-- Moves a queue that was restored, copied or upgraded to the transactions of this server. The xids in its entries and cursors are
-- of another one, where they mean something else: without this, new jobs were never claimed. Every pending entry is
-- stamped anew, claims and workers of then are forgotten, and each lane begins below the new stamps. What was claimed
-- and not settled is pending again. Returns how many entries were stamped.
-- Refuses while a worker is within its lease, and holds all lanes until it commits. An update, once in a queue's life.
create function job_queue.rebase() returns bigint
language plpgsql volatile
as $$
declare
  v_own xid8 := pg_current_xact_id();
  v_start pg_snapshot := format('%s:%s:', v_own, v_own)::pg_snapshot; -- everything from this transaction on is not in it
  v_count bigint;
begin
  perform from job_queue.lane order by lane_id for no key update;
  if exists (
    select from job_queue.worker where left_at is null and beat_at between clock_timestamp() - lease and clock_timestamp())
  then
    raise exception 'a worker is running: stop all of them first' using errcode = 'object_in_use';
  end if;

  update job_queue.entry set xid = v_own
  where not exists (
    select from job_queue.outcome where outcome.generation = entry.generation and outcome.seq = entry.seq);
  get diagnostics v_count = row_count;
  delete from job_queue.claim;
  delete from job_queue.reclaim;
  delete from job_queue.permit;
  delete from job_queue.cancellation;
  delete from job_queue.worker;
  insert into job_queue.claim (
    lane, ordinal, low, high, position_xid, position_seq, generation, seqs, worker, number)
  select lane_id, 1, v_start, v_start, '0', 0, 0, '{}', 0, nextval('job_queue.number')
  from job_queue.lane;

  -- Sequences do not come with a logical replica.
  perform setval('job_queue.number', greatest(
    (select last_value from job_queue.number), (select max(seq) from job_queue.entry), (select max(job) from job_queue.later),
    (select max(origin) from job_queue.entry), (select max(job) from job_queue.dead_letter)));
  update job_queue.generation set system_identifier = (select system_identifier from pg_control_system());
  return v_count;
end
$$;

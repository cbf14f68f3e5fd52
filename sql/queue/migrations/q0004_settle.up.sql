-- Settle: an attempt's outcome, in the same transaction as the handler's effects and the jobs that follow.

-- Records the outcomes of some attempts of a batch under a claim or a reclaim, and is called before the effects: first the fence, in
-- the order of seq (two workers with the same attempts then wait for each other instead of deadlocking), then everything else.
--   JQ001 the entries are gone: their generation was emptied, so all of them were settled long ago, and this is a worker that was
--         frozen. Without this check its effects would be committed a second time. Having looked, this transaction holds a
--         lock on the generation until it ends, so that it cannot be emptied in between.
--   23505 on job_queue.outcome: somebody settled one of the attempts before. Under the same worker and number it was this worker
--         itself, and only the reply was lost: job_queue.settled() tells which. The key raises it by itself: ON CONFLICT writes a
--         second record to the log for every row.
-- In both cases nothing may be committed.
create function job_queue.settle(
  p_worker integer, p_number bigint, p_generation smallint, p_seqs bigint[], p_result job_queue.result, p_started_at timestamptz
) returns void
language plpgsql volatile
as $$
begin
  if not exists (select from job_queue.entry where generation = p_generation and seq = p_seqs[1]) then
    raise exception 'the generation of batch % of worker % was emptied', p_number, p_worker using errcode = 'JQ001';
  end if;

  insert into job_queue.outcome (generation, seq, worker, number, result, started_at)
  select p_generation, seq, p_worker, p_number, p_result, p_started_at
  from unnest(p_seqs) as seq
  order by seq;
end
$$;

-- Which of some attempts are settled, how, and whether it was under this worker and number.
create function job_queue.settled(p_worker integer, p_number bigint, p_generation smallint, p_seqs bigint[])
returns table (seq bigint, result job_queue.result, by_batch boolean)
language sql stable
as $$
  select outcome.seq, outcome.result, outcome.worker = p_worker and outcome.number = p_number
  from job_queue.outcome
  where outcome.generation = p_generation and outcome.seq = any (p_seqs)
$$;

-- Puts the job of an attempt into later, on a timeline.
create function job_queue.put_off(
  p_generation smallint, p_seqs bigint[], p_timeline text, p_due timestamptz, p_more_attempts smallint
) returns void
language sql volatile
as $$
  insert into job_queue.later (
    timeline, due, job, enqueued_at, deadline, band, attempt, queue, kind, arguments, trace, limit_key, unique_key)
  select p_timeline, coalesce(p_due, attempt.due), attempt.job, attempt.enqueued_at, attempt.deadline, attempt.band,
    attempt.attempt + p_more_attempts, attempt.queue, attempt.kind, attempt.arguments, attempt.trace, attempt.limit_key,
    attempt.unique_key
  from job_queue.attempts(p_generation, p_seqs) as attempt
$$;

-- Settles one attempt by putting its job off: to a retry (p_error says why, and the attempt counts), a later moment
-- (snoozed), or a worker that knows the kind (handed_back). The delay runs on the server's clock.
create function job_queue.postpone(
  p_worker integer, p_number bigint, p_generation smallint, p_seq bigint, p_result job_queue.result, p_delay interval,
  p_started_at timestamptz, p_error text default null
) returns void
language plpgsql volatile
as $$
begin
  perform job_queue.settle(p_worker, p_number, p_generation, array[p_seq], p_result, p_started_at);
  perform job_queue.put_off(
    p_generation, array[p_seq], 'server', clock_timestamp() + p_delay, (p_result = 'retry')::int::smallint);
  perform job_queue.record_failure(p_generation, p_seq, p_worker, p_error);
end
$$;

-- Settles one attempt as the job's last: it goes to the dead letters, where a person finds it.
create function job_queue.bury(
  p_worker integer, p_number bigint, p_generation smallint, p_seq bigint, p_started_at timestamptz, p_error text
) returns void
language plpgsql volatile
as $$
begin
  perform job_queue.settle(p_worker, p_number, p_generation, array[p_seq], 'dead', p_started_at);
  insert into job_queue.dead_letter (
    job, enqueued_at, deadline, band, attempt, queue, kind, arguments, trace, limit_key, reason)
  select attempt.job, attempt.enqueued_at, attempt.deadline, attempt.band, attempt.attempt, attempt.queue, attempt.kind,
    attempt.arguments, attempt.trace, attempt.limit_key, p_error
  from job_queue.attempts(p_generation, array[p_seq]) as attempt;
  perform job_queue.record_failure(p_generation, p_seq, p_worker, p_error);
  perform job_queue.give_back_unique_keys(attempt.kind, array[attempt.unique_key], array[attempt.job], '{start,end}')
  from job_queue.attempts(p_generation, array[p_seq]) as attempt
  where attempt.unique_key is not null;
end
$$;

create function job_queue.record_failure(p_generation smallint, p_seq bigint, p_worker integer, p_error text)
returns void
language sql volatile
as $$
  insert into job_queue.failure (job, attempt, seq, worker, kind, error)
  select attempt.job, attempt.attempt, attempt.seq, p_worker, attempt.kind, p_error
  from job_queue.attempts(p_generation, array[p_seq]) as attempt
  where p_error is not null
$$;

-- Runs a dead letter again, now, as a new attempt with a fresh count; false when there is no such letter.
-- Its failures stay on record.
create function job_queue.revive(p_job bigint) returns boolean
language plpgsql volatile
as $$
declare
  v_letter job_queue.dead_letter;
begin
  delete from job_queue.dead_letter where job = p_job returning * into v_letter;
  if not found then
    return false;
  end if;
  insert into job_queue.later (due, job, enqueued_at, deadline, band, queue, kind, arguments, trace, limit_key)
  values (now(), v_letter.job, v_letter.enqueued_at, v_letter.deadline, v_letter.band, v_letter.queue, v_letter.kind,
    v_letter.arguments, v_letter.trace, v_letter.limit_key);
  return true;
end
$$;

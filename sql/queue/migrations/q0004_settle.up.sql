-- Settle: an attempt's outcome, in the same transaction as the handler's effects and the jobs that follow.

-- Records outcomes under a claim, or a reclaim, and is called before the effects: first the fence, in the order of seq
-- (two workers with the same attempts then wait for each other instead of deadlocking), then everything else.
--   JQ001 the claim is gone: its entries were settled and purged long ago, so this is a worker that was frozen. Without this
--         check its effects would be committed a second time.
--   JQ002 somebody settled one of the attempts before. Under the same token it was this worker itself, and only the reply
--         was lost: job_queue.settled() tells which.
-- In both cases nothing may be committed.
create function job_queue.settle(
  p_token uuid, p_generation integer, p_seqs bigint[], p_results job_queue.result[], p_started_at timestamptz
) returns void
language plpgsql volatile
as $$
declare
  v_inserted integer;
begin
  if not exists (select from job_queue.claim where token = p_token)
    and not exists (select from job_queue.reclaim where token = p_token)
  then
    raise exception 'claim % is gone', p_token using errcode = 'JQ001';
  end if;

  insert into job_queue.outcome (generation, seq, token, result, started_at)
  select p_generation, seq, p_token, result, p_started_at
  from unnest(p_seqs, p_results) as settled (seq, result)
  order by seq
  on conflict do nothing;
  get diagnostics v_inserted = row_count;
  if v_inserted <> cardinality(p_seqs) then
    raise exception '% of % attempts under claim % were settled before',
      cardinality(p_seqs) - v_inserted, cardinality(p_seqs), p_token
      using errcode = 'JQ002';
  end if;
end
$$;

-- Which of some attempts are settled, and whether it was under this token.
create function job_queue.settled(p_token uuid, p_generation integer, p_seqs bigint[])
returns table (seq bigint, by_token boolean)
language sql stable
as $$
  select outcome.seq, outcome.token = p_token
  from job_queue.outcome
  where outcome.generation = p_generation and outcome.seq = any (p_seqs)
$$;

-- Settles one attempt by putting its job off: to a retry (p_error says why, and the attempt counts), a later moment
-- (snoozed), or a worker that knows the kind (handed_back). The delay runs on the server's clock.
create function job_queue.postpone(
  p_token uuid, p_generation integer, p_seq bigint, p_result job_queue.result, p_delay interval,
  p_started_at timestamptz, p_worker bigint, p_error text default null
) returns void
language plpgsql volatile
as $$
begin
  perform job_queue.settle(p_token, p_generation, array[p_seq], array[p_result], p_started_at);
  insert into job_queue.later (due, job, enqueued_at, deadline, band, attempt, queue, kind, arguments, trace)
  select clock_timestamp() + p_delay, attempt.job, attempt.enqueued_at, attempt.deadline, attempt.band,
    attempt.attempt + (p_result = 'retry')::int, attempt.queue, attempt.kind, attempt.arguments, attempt.trace
  from job_queue.attempts(p_generation, array[p_seq]) as attempt;
  perform job_queue.record_failure(p_generation, p_seq, p_worker, p_error);
end
$$;

-- Settles one attempt as the job's last: it goes to the dead letters, where a person finds it.
create function job_queue.bury(
  p_token uuid, p_generation integer, p_seq bigint, p_started_at timestamptz, p_worker bigint, p_error text
) returns void
language plpgsql volatile
as $$
begin
  perform job_queue.settle(p_token, p_generation, array[p_seq], array['dead'::job_queue.result], p_started_at);
  insert into job_queue.dead_letter (
    job, enqueued_at, deadline, band, attempt, queue, kind, arguments, trace, reason)
  select attempt.job, attempt.enqueued_at, attempt.deadline, attempt.band, attempt.attempt, attempt.queue, attempt.kind,
    attempt.arguments, attempt.trace, p_error
  from job_queue.attempts(p_generation, array[p_seq]) as attempt;
  perform job_queue.record_failure(p_generation, p_seq, p_worker, p_error);
end
$$;

create function job_queue.record_failure(p_generation integer, p_seq bigint, p_worker bigint, p_error text)
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
  insert into job_queue.later (due, job, enqueued_at, deadline, band, queue, kind, arguments, trace)
  values (now(), v_letter.job, v_letter.enqueued_at, v_letter.deadline, v_letter.band, v_letter.queue, v_letter.kind,
    v_letter.arguments, v_letter.trace);
  return true;
end
$$;

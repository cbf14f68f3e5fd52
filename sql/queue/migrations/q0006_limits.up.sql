-- Limits: how many attempts of a kind may run at once, or be started in a period; of all its jobs, or of those with the same key.
-- What is over a limit is parked in later, under a timeline of its own for each key, and leaves it with its permit in hand:
-- so nothing cycles between the lanes and the limit. Kinds without a quota pay for none of this.

-- Sets what a kind may use: job_queue.set_quota('refund', p_running => 5). With p_by_key the quota is that of each limit_key by itself;
-- jobs without one are not counted. Both null: no limit any more; what was parked enters at once.
create function job_queue.set_quota(
  p_kind text, p_by_key boolean default false, p_running integer default null, p_starts integer default null,
  p_period interval default null
) returns void
language plpgsql volatile
as $$
begin
  if p_running is null and p_starts is null then
    delete from job_queue.quota where kind = p_kind and by_key = p_by_key;
  else
    insert into job_queue.quota (kind, by_key, running, starts, period)
    values (p_kind, p_by_key, p_running, p_starts, p_period)
    on conflict (kind, by_key) do update
      set running = excluded.running, starts = excluded.starts, period = excluded.period;
  end if;
  perform job_queue.unpark(p_kind);
end
$$;

create function job_queue.parking_of(p_kind text, p_key text) returns text
language sql immutable
as $$ select 'limit:' || p_kind || ':' || coalesce(p_key, '') $$;

-- How many attempts more may begin under a kind's quota of one sort; null: any number. Running are the permits whose attempt is not
-- settled: one look-up for each, so the cost is that of the quota.
create function job_queue.free_permits(p_quota job_queue.quota, p_key text) returns integer
language sql volatile
as $$
  select least(
    p_quota.running - (
      select count(*)
      from job_queue.permit
      where kind = p_quota.kind and (not p_quota.by_key or limit_key = p_key) and generation >= 0
        and not exists (
          select from job_queue.outcome where outcome.generation = permit.generation and outcome.seq = permit.seq)),
    p_quota.starts - (
      select count(*)
      from job_queue.permit
      where kind = p_quota.kind and (not p_quota.by_key or limit_key = p_key)
        and taken_at > clock_timestamp() - p_quota.period))::integer
$$;

-- Lets parked attempts of a kind go as far as its quotas allow, earliest due first among the keys; returns how many. Locks the kind's
-- quotas, which makes the count true. Clears permits away that count for nothing any more. One probe for each key that waits.
create function job_queue.unpark(p_kind text) returns integer
language plpgsql volatile
as $$
declare
  v_all job_queue.quota;
  v_each job_queue.quota;
  v_free_for_all integer;
  v_free integer;
  v_prefix text := job_queue.parking_of(p_kind, '');
  v_key record;
  v_rows job_queue.later[];
  v_count integer := 0;
begin
  perform from job_queue.quota where kind = p_kind order by by_key for no key update;
  select * into v_all from job_queue.quota where kind = p_kind and not by_key;
  select * into v_each from job_queue.quota where kind = p_kind and by_key;

  delete from job_queue.permit
  where kind = p_kind
    and taken_at <= clock_timestamp() - greatest(v_all.period, v_each.period, interval '0')
    and (generation < 0
      or exists (select from job_queue.outcome where outcome.generation = permit.generation and outcome.seq = permit.seq));

  v_free_for_all := job_queue.free_permits(v_all, null);
  for v_key in
    -- The keys, each found from the one before: their number counts, not that of what waits.
    with recursive parked as (
      (select timeline, due from job_queue.later
       where timeline >= v_prefix and timeline < v_prefix || chr(1114111) order by timeline, due limit 1)
      union all
      select next.timeline, next.due
      from parked
      cross join lateral (
        select timeline, due from job_queue.later
        where timeline > parked.timeline and timeline < v_prefix || chr(1114111) order by timeline, due limit 1) as next
    )
    select timeline, nullif(substr(timeline, length(v_prefix) + 1), '') as key from parked order by due
  loop
    exit when v_free_for_all <= 0;
    v_free := least(v_free_for_all, case when v_key.key is not null then job_queue.free_permits(v_each, v_key.key) end);
    continue when v_free <= 0;
    v_rows := job_queue.take_later(v_key.timeline, '-infinity', 'infinity', v_free);
    insert into job_queue.permit (generation, seq, kind, limit_key)
    select entered.generation, entered.seq, p_kind, coalesce(v_key.key, '')
    from job_queue.enter(v_rows) as entered;
    v_free_for_all := v_free_for_all - coalesce(cardinality(v_rows), 0);
    v_count := v_count + coalesce(cardinality(v_rows), 0);
    perform job_queue.wake(v_rows[1].queue);
  end loop;
  return v_count;
end
$$;

-- Asks for permits for claimed attempts of one kind. Returns the seqs that may run; the others are settled as parked and wait.
-- A transaction of its own, between the claim and the handler: what is over the limit costs the handler's transaction nothing.
-- Whoever has a permit already (it was parked before, or was taken over from a dead worker) keeps it. Nobody overtakes those who wait.
create function job_queue.admit(
  p_worker integer, p_number bigint, p_generation smallint, p_kind text, p_seqs bigint[]
) returns setof bigint
language plpgsql volatile
as $$
declare
  v_all job_queue.quota;
  v_each job_queue.quota;
  v_free_for_all integer;
  v_admitted bigint[];
  v_parked bigint[];
begin
  perform job_queue.unpark(p_kind); -- and locks the kind's quotas
  select * into v_all from job_queue.quota where kind = p_kind and not by_key;
  select * into v_each from job_queue.quota where kind = p_kind and by_key;
  v_free_for_all := job_queue.free_permits(v_all, null);

  with wanted as materialized (
    select attempt.seq, attempt.due, coalesce(attempt.limit_key, '') as key, permit.seq is not null as has_permit
    from job_queue.attempts(p_generation, p_seqs) as attempt
    left join job_queue.permit on permit.generation = p_generation and permit.seq = attempt.seq
  ), keys as materialized (
    select key,
      case
        when exists (select from job_queue.later where timeline = job_queue.parking_of(p_kind, key)) then 0
        when key <> '' then job_queue.free_permits(v_each, key)
      end as free
    from wanted
    where not has_permit
    group by key
  ), within_key as (
    select wanted.seq, wanted.key, wanted.due
    from (
      select *, row_number() over (partition by key order by due, seq) as place from wanted where not has_permit) as wanted
    join keys using (key)
    where keys.free is null or wanted.place <= keys.free
  ), granted as (
    select seq, key from within_key order by due, seq limit case when v_free_for_all > 0 then v_free_for_all when v_free_for_all <= 0 then 0 end
  ), given as (
    insert into job_queue.permit (generation, seq, kind, limit_key)
    select p_generation, seq, p_kind, key from granted
    returning seq
  )
  select array(select seq from given union all select seq from wanted where has_permit) into v_admitted;

  v_parked := array(select seq from unnest(p_seqs) as seq where seq <> all (v_admitted) order by seq);
  if v_parked <> '{}' then
    perform job_queue.settle(p_worker, p_number, p_generation, v_parked, 'parked', clock_timestamp());
    perform job_queue.put_off(
      p_generation, array[attempt.seq], job_queue.parking_of(p_kind, attempt.limit_key), null, 0::smallint)
    from job_queue.attempts(p_generation, v_parked) as attempt;
  end if;
  return query select unnest(v_admitted);
end
$$;

-- How many clocks there are of each sort and hour, kept by what changes them: a monitor adds up some thousand rows, where it would count half a
-- million clocks. Right in every snapshot, also with no worker about: a change of a clock and its count commit together.
--
-- A change appends rows, which nobody waits for; if it added to the counts themselves, two workers whose batches touch the same hour would wait for
-- each other. Every few seconds one worker folds what was appended into the counts (fold_clock_rollup). Who reads adds both: casework.clock_count.

-- A cycle that another goes on with (the answer came back, an expert needs longer) has its result in that one. It was looked for whenever
-- results were counted; now it is said once, when the next one starts, and a result can be told from a clock's own row.
alter table casework.clock add column is_continued boolean not null default false;
drop index casework.clock_continued;

-- Whether a commitment of the case was ever broken: a report of cases would have to look up the clocks of each.
alter table casework.case_record add column is_late boolean not null default false;

create table casework.clock_rollup (
  standing   text        not null, -- running | late: it runs, its end was a breach | ended_late | stopped: in time
  hour       timestamptz not null, -- its beginning: of the end, the breach, the breach, the stop
  kind       text        not null,
  stopped_by text        not null, -- '' for the other standings
  policy_id  text        not null,
  complaint  text        not null, -- the case's kind
  clocks     bigint      not null,
  primary key (standing, hour, kind, stopped_by, policy_id, complaint)
);
comment on table casework.clock_rollup is 'How many clocks there are by standing and hour, without what clock_rollup_change adds';

-- Emptied every few seconds. No index: it is read as a whole. Vacuum comes by number, not by share.
create table casework.clock_rollup_change (
  like casework.clock_rollup
) with (autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 2000);
comment on table casework.clock_rollup_change is 'Clocks that came or went since the last folding: 1 and -1, and their sums';

create view casework.clock_count as
select * from casework.clock_rollup
union all
select * from casework.clock_rollup_change;

-- Where a clock counts. A breach stays where it is, whatever comes after. No row for what was stopped in time and is no result: one that is gone
-- on with, and a periodic update, of which there are as many as of all others.
create function casework.clock_place(
  p_kind text, p_due_at timestamptz, p_breached_at timestamptz, p_stopped_at timestamptz, p_stopped_by text, p_is_continued boolean)
returns table (standing text, hour timestamptz, stopped_by text)
language sql stable parallel safe
as $$
  select
    case
      when p_breached_at is not null then case when p_stopped_at is null then 'late' else 'ended_late' end
      when p_stopped_at is null then 'running'
      else 'stopped'
    end,
    date_trunc('hour', coalesce(p_breached_at, p_stopped_at, p_due_at), 'UTC'),
    case when p_breached_at is null and p_stopped_at is not null then coalesce(p_stopped_by, '') else '' end
  where p_breached_at is not null or p_stopped_at is null or not (p_is_continued or p_kind = 'periodic_update')
$$;

-- Counts all clocks anew, and says anew what is said of them beside; nothing needs it but this migration, and who has changed clocks with triggers off.
-- Writers wait for it, and it for them: cases first, as everywhere.
create function casework.recount_clocks() returns void
language plpgsql volatile
as $$
begin
  lock table casework.case_record in exclusive mode;
  lock table casework.clock, casework.clock_rollup_change in share row exclusive mode;
  update casework.clock as last
  set is_continued = true
  from casework.clock as next
  where next.cycle > 1 and next.kind in ('acknowledge', 'answer') and not last.is_continued
    and (last.case_id, last.kind, last.cycle, last.started_at) = (next.case_id, next.kind, next.cycle - 1, next.started_at);
  update casework.clock as last
  set is_continued = false
  where last.is_continued and not exists (
    select from casework.clock as next
    where next.kind in ('acknowledge', 'answer')
      and (next.case_id, next.kind, next.cycle, next.started_at) = (last.case_id, last.kind, last.cycle + 1, last.started_at));
  update casework.case_record
  set is_late = true
  where not is_late and case_id in (select case_id from casework.clock where breached_at is not null);
  update casework.case_record
  set is_late = false
  where is_late and not exists (
    select from casework.clock where clock.case_id = case_record.case_id and clock.breached_at is not null);
  -- With what these have appended.
  delete from casework.clock_rollup_change;
  delete from casework.clock_rollup;
  insert into casework.clock_rollup (standing, hour, kind, stopped_by, policy_id, complaint, clocks)
  select place.standing, place.hour, clock.kind, place.stopped_by, case_record.policy_id, case_record.kind, count(*)
  from casework.clock
  join casework.case_record using (case_id)
  cross join lateral casework.clock_place(
    clock.kind, clock.due_at, clock.breached_at, clock.stopped_at, clock.stopped_by, clock.is_continued) as place
  group by place.standing, place.hour, clock.kind, place.stopped_by, case_record.policy_id, case_record.kind;
end
$$;

-- One statement's clocks at once. What a cycle goes on with was stopped in time, by then or later in the same transaction.
create function casework.clocks_started() returns trigger
language plpgsql
as $$
begin
  insert into casework.clock_rollup_change (standing, hour, kind, stopped_by, policy_id, complaint, clocks)
  select place.standing, place.hour, started.kind, place.stopped_by, case_record.policy_id, case_record.kind, count(*)
  from started
  join casework.case_record using (case_id)
  cross join lateral casework.clock_place(
    started.kind, started.due_at, started.breached_at, started.stopped_at, started.stopped_by, started.is_continued) as place
  group by place.standing, place.hour, started.kind, place.stopped_by, case_record.policy_id, case_record.kind;
  if exists (select from started where breached_at is not null) then
    update casework.case_record
    set is_late = true
    from started
    where started.breached_at is not null and case_record.case_id = started.case_id and not case_record.is_late;
  end if;
  if exists (select from started where cycle > 1) then
    update casework.clock as last
    set is_continued = true
    from started
    where started.cycle > 1 and started.kind in ('acknowledge', 'answer')
      and (last.case_id, last.kind, last.cycle) = (started.case_id, started.kind, started.cycle - 1)
      and last.started_at = started.started_at;
  end if;
  return null;
end
$$;

create function casework.clocks_changed() returns trigger
language plpgsql
as $$
begin
  insert into casework.clock_rollup_change (standing, hour, kind, stopped_by, policy_id, complaint, clocks)
  select place.standing, place.hour, changed.kind, place.stopped_by, case_record.policy_id, case_record.kind, sum(changed.clocks)
  from (
    select case_id, kind, due_at, breached_at, stopped_at, stopped_by, is_continued, -1 as clocks from before_change
    union all
    select case_id, kind, due_at, breached_at, stopped_at, stopped_by, is_continued, 1 from after_change
  ) as changed
  join casework.case_record using (case_id)
  cross join lateral casework.clock_place(
    changed.kind, changed.due_at, changed.breached_at, changed.stopped_at, changed.stopped_by, changed.is_continued) as place
  group by place.standing, place.hour, changed.kind, place.stopped_by, case_record.policy_id, case_record.kind
  having sum(changed.clocks) <> 0;
  if exists (select from after_change where breached_at is not null) then
    update casework.case_record
    set is_late = true
    from after_change
    where after_change.breached_at is not null and case_record.case_id = after_change.case_id and not case_record.is_late;
  end if;
  return null;
end
$$;

-- A case's kind and policy are for good. Whoever corrects one by hand takes its clocks along.
create function casework.clocks_moved() returns trigger
language plpgsql
as $$
begin
  insert into casework.clock_rollup_change (standing, hour, kind, stopped_by, policy_id, complaint, clocks)
  select place.standing, place.hour, clock.kind, place.stopped_by, side.policy_id, side.complaint, side.clocks
  from casework.clock
  cross join lateral casework.clock_place(
    clock.kind, clock.due_at, clock.breached_at, clock.stopped_at, clock.stopped_by, clock.is_continued) as place
  cross join (values (old.policy_id, old.kind, -1), (new.policy_id, new.kind, 1)) as side (policy_id, complaint, clocks)
  where clock.case_id = new.case_id;
  return null;
end
$$;

select casework.recount_clocks();

create trigger clocks_started after insert on casework.clock
  referencing new table as started
  for each statement execute function casework.clocks_started();
create trigger clocks_changed after update on casework.clock
  referencing old table as before_change new table as after_change
  for each statement execute function casework.clocks_changed();
create trigger never_removed before delete or truncate on casework.clock
  for each statement execute function casework.refuse_change();
create trigger clocks_moved after update of kind, policy_id on casework.case_record
  for each row when ((old.kind, old.policy_id) is distinct from (new.kind, new.policy_id))
  execute function casework.clocks_moved();

-- Adds what was appended to the counts; returns how many of them that changed. One folds at a time: who comes second has nothing to do, and waits for
-- nobody. A look sees all of a folding or nothing of it.
create function casework.fold_clock_rollup() returns bigint
language plpgsql volatile
as $$
declare
  v_counts bigint;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('redress clock rollup', 0)) then
    return 0;
  end if;
  with change as (
    delete from casework.clock_rollup_change returning *
  ), net as (
    select standing, hour, kind, stopped_by, policy_id, complaint, sum(clocks)::bigint as clocks
    from change
    group by standing, hour, kind, stopped_by, policy_id, complaint
    having sum(clocks) <> 0
  )
  merge into casework.clock_rollup as rollup
  using net
  on (rollup.standing, rollup.hour, rollup.kind, rollup.stopped_by, rollup.policy_id, rollup.complaint)
    = (net.standing, net.hour, net.kind, net.stopped_by, net.policy_id, net.complaint)
  when matched and rollup.clocks + net.clocks = 0 then delete
  when matched then update set clocks = rollup.clocks + net.clocks
  when not matched then insert (standing, hour, kind, stopped_by, policy_id, complaint, clocks)
    values (net.standing, net.hour, net.kind, net.stopped_by, net.policy_id, net.complaint, net.clocks);
  get diagnostics v_counts = row_count;
  return v_counts;
end
$$;

-- Clocks that stand still while their case waits for the customer or an expert, where the policy says so.

-- The states of the case in which it stands still, as the policy had it when the clock started.
alter table casework.clock add column paused_in text[] not null default '{}';
create index clock_pausable on casework.clock (case_id) where stopped_at is null and paused_in <> '{}';

-- A span of no length is one: of two transactions, the one that began earlier may get the case later.
alter table casework.clock_pause
  drop constraint clock_pause_check,
  add constraint clock_pause_check check (paused_until >= paused_from);
create unique index clock_pause_open on casework.clock_pause (case_id, kind, cycle) where paused_until is null;

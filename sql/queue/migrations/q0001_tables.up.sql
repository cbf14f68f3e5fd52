-- The job queue on append-only lanes. docs/queue.md tells the protocol; this file is its tables.
--
-- The hot path (enqueue, claim, settle) only inserts. A queue that updates and deletes its rows leaves
-- dead ones behind, and while any snapshot in the database stays open vacuum may not remove them: claims
-- then wade through all of them (measured: 31 000 jobs/s falls to 5 500). Here a held snapshot costs nothing.

create schema if not exists job_queue; -- the migrator has made it, for its own table
comment on schema job_queue is 'Redress: a job queue on append-only lanes';

-- The pair (queue, band, shard) that is claimed from as one. A few dozen rows, fixed at create_queue(); updated only when somebody
-- pauses a queue, else only locked, FOR NO KEY UPDATE SKIP LOCKED. No foreign key points here: the KEY SHARE lock of one
-- open enqueue would not conflict, but its multixact would be written on every claim.
create table job_queue.lane (
  lane_id      smallint generated always as identity primary key,
  queue        text     not null check (queue ~ '^[a-z][a-z0-9_]{0,39}$'),
  band         smallint not null check (band >= 0),     -- 0 is claimed with the shortest target wait
  shard        smallint not null check (shard >= 0),    -- lets several workers claim from one band at once
  shards       smallint not null check (shards > shard),
  target_wait  interval not null check (target_wait > interval '0'),
  paused_at    timestamptz,                             -- nothing is claimed from it since
  pause_reason text,
  unique (queue, band, shard)
);

-- Job numbers and the sequence of entries are drawn from one sequence: a job's first attempt that was
-- ready at once carries the job's own number, and needs no second column to be found by it. Never reset, so a seq is never used twice.
create sequence job_queue.number as bigint;

-- The generations are a ring of four. Entries and their outcomes are written into the current one; when its slice of time is
-- over the next one is emptied as a whole, by TRUNCATE, and becomes the current. So old rows go without a dead row and without DDL, and
-- what was done stays on record for two to three slices. The number of the current one is a sequence's last_value, because that is
-- read outside of any snapshot: a transaction that began yesterday writes where everybody writes.
create sequence job_queue.current_generation as smallint minvalue 0 maxvalue 3 start 0;
select setval('job_queue.current_generation', 0);

create table job_queue.generation (
  generation        smallint primary key check (generation between 0 and 3),
  opened_at         timestamptz,                    -- null: empty
  first_number      bigint   not null default 0,    -- of job_queue.number when it was opened
  has_withdrawn     boolean  not null default false, -- some entries were settled without having been claimed: see claim()
  system_identifier bigint   not null               -- of the cluster whose transactions it names: see rebase()
);
insert into job_queue.generation (generation, opened_at, system_identifier)
select number, case number when 0 then now() end, (select system_identifier from pg_control_system())
from generate_series(0, 3) as number;

-- An attempt that is ready to run. Never updated, never deleted: a generation is emptied as a whole.
-- xid is why a lane can be read without gaps: sequences are not commit-ordered, snapshots are.
-- Arguments hold ids, never personal data.
create table job_queue.entry (
  seq         bigint      not null default nextval('job_queue.number'),
  xid         xid8        not null default pg_current_xact_id(),
  due         timestamptz not null,               -- the earlier of the deadline and enqueue + target wait
  enqueued_at timestamptz not null default now(), -- of the job, kept over its attempts
  deadline    timestamptz,
  origin      bigint,                             -- the job's number, when it is not seq itself
  generation  smallint    not null,
  lane        smallint    not null,
  attempt     smallint    not null default 1 check (attempt >= 1),
  kind        text        not null check (kind <> ''),
  arguments   jsonb       not null default '{}',
  trace       text,                               -- W3C traceparent
  limit_key   text,                               -- what a limit by key counts it under
  unique_key  text,                               -- held in job_queue.unique_key
  primary key (generation, seq)
) partition by list (generation);

create type job_queue.result as enum (
  'done', 'retry', 'snoozed', 'handed_back', 'dead',
  'cancelled', -- by cancel(): settled by somebody else than its worker
  'parked',    -- over a limit: it waits in later
  'moved');    -- to another generation, as a new attempt of the same job

-- An attempt that is settled. The key is the fence: whoever inserts it first has settled the attempt, and its
-- effects committed with it. It lives in the generation of its entry, and goes with it.
create table job_queue.outcome (
  seq         bigint           not null,
  started_at  timestamptz      not null,
  finished_at timestamptz      not null default clock_timestamp(),
  number      bigint           not null, -- with worker: the claim, or the reclaim, that it was settled under
  worker      integer          not null, -- 0: no worker, but cancel() or the rotation
  result      job_queue.result not null,
  generation  smallint         not null,
  primary key (generation, seq)
) partition by list (generation);

-- No vacuum for the sake of inserts: before it would be worth its while the table is truncated.
do $$
begin
  for generation in 0 .. 3 loop
    execute format(
      'create table job_queue.entry_%1$s partition of job_queue.entry for values in (%1$s)
         with (autovacuum_vacuum_insert_threshold = -1)', generation);
    execute format(
      'create table job_queue.outcome_%1$s partition of job_queue.outcome for values in (%1$s)
         with (autovacuum_vacuum_insert_threshold = -1)', generation);
  end loop;
end
$$;

-- The claim's index: a lane's entries in the order in which its windows take them.
create index entry_claim_order on job_queue.entry (lane, xid, seq);
-- Later attempts of a job, for people who ask about it; first attempts are found by the primary key.
create index entry_origin on job_queue.entry (origin) where origin is not null;
-- For rates: outcomes lie in the order of time, so block ranges lead to the last minutes. A few kB, and nothing to keep up with
-- an insert but the end of the table.
create index outcome_age on job_queue.outcome using brin (finished_at) with (autosummarize = on);

-- A batch taken from a lane, and by being the newest of its lane the lane's cursor.
-- The ordinal is "the previous plus one", not a sequence: a reader that was late fails on the key.
-- Its token is the pair (worker, number); the worker counts its claims itself, so a call whose reply was lost can be repeated.
-- Never deleted one by one: when its generation has been emptied, all are purged but for each lane's newest.
create table job_queue.claim (
  lane         smallint    not null,
  worker       integer     not null,
  ordinal      bigint      not null,
  number       bigint      not null,
  low          pg_snapshot not null, -- the window: visible in high and not in low …
  high         pg_snapshot not null,
  position_xid xid8        not null, -- … up to this entry, which is the last one taken
  position_seq bigint      not null,
  claimed_at   timestamptz not null default clock_timestamp(),
  generation   smallint    not null, -- of all of its entries
  seqs         bigint[]    not null,
  primary key (lane, ordinal),
  unique (worker, number)
);

-- One attempt taken over from a worker that died, or that gave it up. Apart from claim, so
-- that it never becomes a lane's cursor. Each round is one life: see job_queue.reclaim().
create table job_queue.reclaim (
  seq          bigint      not null,
  number       bigint      not null,
  worker       integer     not null,
  generation   smallint    not null,
  round        smallint    not null check (round >= 1),
  deaths       smallint    not null, -- of the workers that had it before
  place        smallint    not null, -- among those that were taken over together
  reclaimed_at timestamptz not null default clock_timestamp(),
  primary key (generation, seq, round),
  unique (worker, number, place)
);

-- A running worker process. One row each, updated with every beat; the one table of the hot path that is.
-- A beat says: of my claims up to the number known, those that may be unsettled are held (running, or being asked for) and released
-- (given up, for others to take over). What lies above known was claimed after the beat was written.
create table job_queue.worker (
  worker_id      integer generated always as identity primary key,
  host           text        not null,
  process        integer     not null,
  version        text        not null,
  queues         text[]      not null,
  kinds          text[]      not null,
  concurrency    smallint    not null check (concurrency > 0),   -- batches that it runs at once at most
  lease          interval    not null,                           -- without a beat for this long, it counts as dead
  started_at     timestamptz not null default clock_timestamp(),
  beat_at        timestamptz not null default clock_timestamp(),
  unbroken_since timestamptz not null default clock_timestamp(), -- no beat was late since
  beats          bigint      not null default 0,                 -- of the worker's own counting: a beat that was overtaken says nothing
  known          bigint      not null default 0,
  held           bigint[]    not null default '{}',
  released       bigint[]    not null default '{}',
  progress       jsonb       not null default '{}',              -- of long jobs: number of the job → {fraction, note}
  waiting        boolean     not null default false,             -- idle: a notification would be heard
  left_at        timestamptz                                     -- it drained and said good-bye
) with (fillfactor = 50);

-- Attempts that are not due yet: scheduled, retrying, snoozed, handed back; and, under a timeline of their own for each limit and
-- key, those that a limit has parked.
-- Read from a low-water mark that each worker keeps in memory, so that rows that were promoted, and that
-- a held snapshot keeps, are not waded through; a full sweep now and then finds late commits.
create table job_queue.later (
  timeline    text        not null default 'server' collate "C", -- ranges of it are read: see unpark()
  due         timestamptz not null,
  job         bigint      not null,
  enqueued_at timestamptz not null default now(),
  deadline    timestamptz,
  band        smallint    not null,
  attempt     smallint    not null default 1,
  queue       text        not null,
  kind        text        not null check (kind <> ''),
  arguments   jsonb       not null default '{}',
  trace       text,
  limit_key   text,
  unique_key  text,
  primary key (timeline, due, job)
);
create index later_job on job_queue.later (job);
-- What failed before, for who looks: without it a look reads all timers. A first attempt is not in it, and costs it nothing.
create index later_retry on job_queue.later (due) where attempt > 1;

-- How far a timeline runs ahead of the server's clock. No row: not at all. A sandbox lets business time
-- pass by advancing one; retries and leases are always on the server's own.
create table job_queue.timeline (
  name    text     primary key check (name <> 'server' and name not like 'limit:%'),
  advance interval not null
);

-- Jobs of which there may be only one at a time. The row is held until the job begins, is settled for good, or its time is over.
create table job_queue.unique_key (
  kind       text        not null,
  key        text        not null,
  job        bigint      not null,
  held_until text        not null check (held_until in ('start', 'end', 'time')),
  expires_at timestamptz, -- with 'time'
  primary key (kind, key)
);
create index unique_key_expiry on job_queue.unique_key (expires_at) where expires_at is not null;

-- What a kind may use: so many attempts running at once, so many started in a period; of all its jobs together, or of those with
-- the same limit_key.
create table job_queue.quota (
  kind    text     not null check (kind <> '' and strpos(kind, ':') = 0),
  by_key  boolean  not null,
  running integer  check (running > 0),
  starts  integer  check (starts > 0),
  period  interval check (period > interval '0'),
  primary key (kind, by_key),
  check ((starts is null) = (period is null)),
  check (running is not null or starts is not null)
);

-- That an attempt of a limited kind may run. It counts as running while it is not settled, and as started while its period lasts. Its
-- generation is -1 once that was emptied: then it is settled for certain.
create table job_queue.permit (
  seq        bigint      not null,
  generation smallint    not null,
  taken_at   timestamptz not null default clock_timestamp(),
  kind       text        not null,
  limit_key  text        not null default '',
  primary key (generation, seq)
);
create index permit_use on job_queue.permit (kind, limit_key, taken_at);

-- Jobs that come again, by a cron expression in a zone. Whoever fires one locks its row, enqueues the job and moves next_at in one
-- transaction: that is what makes it one leader, and what makes it fire once when the leader dies.
create table job_queue.schedule (
  name      text        primary key check (name <> ''),
  cron      text        not null,
  zone      text        not null default 'UTC',
  missed    text        not null default 'once' check (missed in ('skip', 'once', 'all')),
  queue     text        not null,
  kind      text        not null check (kind <> ''),
  arguments jsonb       not null default '{}',
  band      smallint    not null default 1,
  next_at   timestamptz, -- null: not worked out yet
  fired_at  timestamptz,
  paused_at timestamptz,
  error     text         -- why it cannot fire: an expression or zone that cannot be read
);

-- Attempts that are to be cancelled while a transaction of their worker is open, which has settled them and not committed: whoever
-- wants to cancel such a one does not wait for it. Each is tried again until it is settled, one way or the other.
create table job_queue.cancellation (
  generation   smallint    not null,
  seq          bigint      not null,
  job          bigint      not null,
  requested_at timestamptz not null default now(),
  primary key (generation, seq)
);

-- What went wrong with an attempt. Written only on failure, so that the hot outcome stays narrow.
create table job_queue.failure (
  job       bigint      not null,
  attempt   smallint    not null,
  seq       bigint      not null,
  worker    integer,
  failed_at timestamptz not null default clock_timestamp(),
  kind      text        not null,
  error     text        not null,
  primary key (job, seq)
);
create index failure_age on job_queue.failure (failed_at);

-- Jobs that no attempt is left for. A copy, so that it outlives its generation and can be run again.
create table job_queue.dead_letter (
  job         bigint      primary key,
  died_at     timestamptz not null default clock_timestamp(),
  enqueued_at timestamptz not null,
  deadline    timestamptz,
  band        smallint    not null,
  attempt     smallint    not null,
  queue       text        not null,
  kind        text        not null,
  arguments   jsonb       not null,
  trace       text,
  limit_key   text,
  reason      text        not null
);

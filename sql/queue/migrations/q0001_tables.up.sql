-- The job queue on append-only lanes. docs/queue.md tells the protocol; this file is its tables.
--
-- The hot path (enqueue, claim, settle) only inserts. A queue that updates and deletes its rows leaves
-- dead ones behind, and while any snapshot in the database stays open vacuum may not remove them: claims
-- then wade through all of them (measured: 31 000 jobs/s falls to 5 500). Here a held snapshot costs nothing.

create schema if not exists job_queue; -- the migrator has made it, for its own table
comment on schema job_queue is 'Redress: a job queue on append-only lanes';

-- The pair (queue, band, shard) that is claimed from as one. A few dozen rows, fixed at create_queue().
-- Only ever locked, FOR NO KEY UPDATE SKIP LOCKED. No foreign key points here: the KEY SHARE lock of one
-- open enqueue would not conflict, but its multixact would be written on every claim.
create table job_queue.lane (
  lane_id     smallint generated always as identity primary key,
  queue       text     not null check (queue ~ '^[a-z][a-z0-9_]{0,39}$'),
  band        smallint not null check (band >= 0),     -- 0 is claimed with the shortest target wait
  shard       smallint not null check (shard >= 0),    -- lets several workers claim from one band at once
  target_wait interval not null check (target_wait > interval '0'),
  unique (queue, band, shard)
);

-- Job numbers and the sequence of entries are drawn from one sequence: a job's first attempt that was
-- ready at once carries the job's own number, and needs no second column to be found by it.
create sequence job_queue.number as bigint;

-- An attempt that is ready to run. Never updated, never deleted: a generation is dropped as a whole.
-- xid is why a lane can be read without gaps: sequences are not commit-ordered, snapshots are.
-- Arguments hold ids, never personal data.
create table job_queue.entry (
  seq         bigint      not null default nextval('job_queue.number'),
  xid         xid8        not null default pg_current_xact_id(),
  due         timestamptz not null,               -- the earlier of the deadline and enqueue + target wait
  enqueued_at timestamptz not null default now(), -- of the job, kept over its attempts
  deadline    timestamptz,
  origin      bigint,                             -- the job's number, when it is not seq itself
  generation  integer     not null default 1,
  lane        smallint    not null,
  attempt     smallint    not null default 1 check (attempt >= 1),
  kind        text        not null check (kind <> ''),
  arguments   jsonb       not null default '{}',
  trace       text,                               -- W3C traceparent
  primary key (generation, seq)
) partition by list (generation);

create table job_queue.entry_1 partition of job_queue.entry for values in (1);

-- The claim's index: a lane's entries in the order in which its windows take them.
create index entry_claim_order on job_queue.entry (lane, xid, seq);
-- Later attempts of a job, for people who ask about it; first attempts are found by the primary key.
create index entry_origin on job_queue.entry (origin) where origin is not null;

create type job_queue.result as enum ('done', 'retry', 'snoozed', 'handed_back', 'dead');

-- An attempt that is settled. The key is the fence: whoever inserts it first has settled the attempt, and its
-- effects committed with it. It lives in the generation of its entry, and goes with it.
create table job_queue.outcome (
  seq         bigint             not null,
  started_at  timestamptz        not null,
  finished_at timestamptz        not null default clock_timestamp(),
  token       uuid               not null, -- of the claim, or the reclaim, that it was settled under
  generation  integer            not null,
  result      job_queue.result   not null,
  primary key (generation, seq)
) partition by list (generation);

create table job_queue.outcome_1 partition of job_queue.outcome for values in (1);

-- For rates: outcomes lie in the order of time, so block ranges lead to the last minutes. A few kB, and nothing to keep up with
-- an insert but the end of the table.
create index outcome_age on job_queue.outcome using brin (finished_at) with (autosummarize = on);

-- A batch taken from a lane, and by being the newest of its lane the lane's cursor.
-- The ordinal is "the previous plus one", not a sequence: a reader that was late fails on the key.
create table job_queue.claim (
  lane         smallint    not null,
  ordinal      bigint      not null,
  low          pg_snapshot not null, -- the window: visible in high and not in low …
  high         pg_snapshot not null,
  position_xid xid8        not null, -- … up to this entry, which is the last one taken
  position_seq bigint      not null,
  generation   integer     not null, -- of all of its entries
  seqs         bigint[]    not null,
  token        uuid        not null, -- chosen by the worker: a call whose reply was lost can be repeated
  worker       bigint      not null,
  claimed_at   timestamptz not null default clock_timestamp(),
  primary key (lane, ordinal)
);
create unique index claim_token on job_queue.claim (token);
create index claim_age on job_queue.claim (claimed_at);

-- One attempt taken over from a worker that died, or that does not know it holds it. Apart from claim, so
-- that it never becomes a lane's cursor. Each round is one life: see job_queue.reclaim().
create table job_queue.reclaim (
  generation   integer     not null,
  seq          bigint      not null,
  round        smallint    not null check (round >= 1),
  token        uuid        not null unique,
  worker       bigint      not null,
  reclaimed_at timestamptz not null default clock_timestamp(),
  primary key (generation, seq, round)
);

-- A running worker process. One row each, updated with every beat; the one table here that is.
create table job_queue.worker (
  worker_id      bigint generated always as identity primary key,
  host           text        not null,
  process        integer     not null,
  version        text        not null,
  queues         text[]      not null,
  started_at     timestamptz not null default clock_timestamp(),
  beat_at        timestamptz not null default clock_timestamp(),
  unbroken_since timestamptz not null default clock_timestamp(), -- no beat was late since
  tokens         uuid[]      not null default '{}',              -- claims that it is running
  waiting        boolean     not null default false,             -- idle: a notification would be heard
  left_at        timestamptz                                     -- it drained and said good-bye
) with (fillfactor = 50);

-- Attempts that are not due yet: scheduled, retrying, snoozed, handed back.
-- Read from a low-water mark that each worker keeps in memory, so that rows that were promoted, and that
-- a held snapshot keeps, are not waded through; a full sweep now and then finds late commits.
create table job_queue.later (
  timeline    text        not null default 'server',
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
  primary key (timeline, due, job)
);

-- How far a timeline runs ahead of the server's clock. No row: not at all. A sandbox lets business time
-- pass by advancing one; retries and leases are always on the server's own.
create table job_queue.timeline (
  name    text     primary key check (name <> 'server'),
  advance interval not null
);

-- What went wrong with an attempt. Written only on failure, so that the hot outcome stays narrow.
create table job_queue.failure (
  job       bigint      not null,
  attempt   smallint    not null,
  seq       bigint      not null,
  worker    bigint,
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
  reason      text        not null
);

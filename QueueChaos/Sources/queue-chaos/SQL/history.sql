-- The history that the check rests on. The queue's own record goes with its generations, so triggers copy what happens to an attempt
-- into tables that stay, in the same transaction: entered, claimed, taken over, settled. What jobs were committed, and which effects
-- they had, the enqueuers' and the handlers' own transactions write. Nothing here has a key that could prevent what is looked for.
create schema chaos;

-- A job, as the transaction that enqueued it says. The token is in the job's arguments too: COPY does not tell numbers.
create table chaos.job (
  token        bigint      not null,
  job          bigint,
  kind         text        not null,
  limit_key    text,
  unique_key   text,
  unique_until text,
  unique_for   interval,
  begun_at     timestamptz not null default now(),
  enqueued_at  timestamptz not null default clock_timestamp()
);
-- Nothing was enqueued because this job was said to hold the unique key.
create table chaos.deferred (token bigint not null, holder bigint not null);
-- What a handler's transaction decided. started_at was asked for before it, ended_at after the attempts were settled.
create table chaos.effect (
  token      bigint      not null,
  job        bigint      not null,
  attempt    integer     not null,
  round      integer     not null,
  result     text        not null,
  process    integer     not null,
  started_at timestamptz not null,
  ended_at   timestamptz not null default clock_timestamp()
);
create index on chaos.effect (token) where result = 'snoozed';
-- Answers of cancel() and revive().
create table chaos.asked (
  job bigint not null, what text not null, answer text not null, at timestamptz not null default clock_timestamp());
-- What the enqueuers were told about the transaction of a token: confirmed or rolled_back; where the reply was lost, unknown.
create table chaos.told (token bigint not null, what text not null);

create table chaos.entered (
  seq bigint not null, job bigint not null, token bigint not null, kind text not null, attempt smallint not null,
  generation smallint not null, at timestamptz not null default clock_timestamp());
create table chaos.claimed (
  seq bigint not null, worker integer not null, number bigint not null, at timestamptz not null default clock_timestamp());
create table chaos.reclaimed (
  seq bigint not null, round smallint not null, worker integer not null, number bigint not null,
  at timestamptz not null default clock_timestamp());
create table chaos.settled (
  seq bigint not null, result text not null, worker integer not null, number bigint not null,
  at timestamptz not null default clock_timestamp());
create table chaos.permitted (seq bigint not null, kind text not null, limit_key text not null, taken_at timestamptz not null);

create table chaos.opened (generation smallint not null, at timestamptz not null default clock_timestamp());

create function chaos.note_entries() returns trigger language plpgsql as $$
begin
  insert into chaos.entered (seq, job, token, kind, attempt, generation)
  select seq, coalesce(origin, seq), (arguments ->> 'token')::bigint, kind, attempt, generation from new_rows;
  return null;
end $$;
create function chaos.note_claims() returns trigger language plpgsql as $$
begin
  insert into chaos.claimed (seq, worker, number) select unnest(seqs), worker, number from new_rows;
  return null;
end $$;
create function chaos.note_reclaims() returns trigger language plpgsql as $$
begin
  insert into chaos.reclaimed (seq, round, worker, number) select seq, round, worker, number from new_rows;
  return null;
end $$;
create function chaos.note_outcomes() returns trigger language plpgsql as $$
begin
  insert into chaos.settled (seq, result, worker, number) select seq, result, worker, number from new_rows;
  return null;
end $$;
create function chaos.note_permits() returns trigger language plpgsql as $$
begin
  insert into chaos.permitted (seq, kind, limit_key, taken_at) select seq, kind, limit_key, taken_at from new_rows;
  return null;
end $$;

create function chaos.note_openings() returns trigger language plpgsql as $$
begin
  insert into chaos.opened (generation) values (new.generation);
  return null;
end $$;

create trigger chaos after update on job_queue.generation
  for each row when (old.opened_at is null and new.opened_at is not null) execute function chaos.note_openings();
create trigger chaos after insert on job_queue.entry
  referencing new table as new_rows for each statement execute function chaos.note_entries();
create trigger chaos after insert on job_queue.claim
  referencing new table as new_rows for each statement execute function chaos.note_claims();
create trigger chaos after insert on job_queue.reclaim
  referencing new table as new_rows for each statement execute function chaos.note_reclaims();
create trigger chaos after insert on job_queue.outcome
  referencing new table as new_rows for each statement execute function chaos.note_outcomes();
create trigger chaos after insert on job_queue.permit
  referencing new table as new_rows for each statement execute function chaos.note_permits();

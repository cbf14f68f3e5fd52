-- The people of the desk: who works on cases, in which languages, and who has which rung of the ladder (S42). A shop that lists nobody
-- takes anybody's word for who they are.
create table casework.handler (
  handler_id bigint generated always as identity primary key,
  name       text        not null check (name <> '' and length(name) <= 100),
  email      text        not null,
  languages  text[]      not null default '{}', -- language subtags: pl; none: any
  team       text,
  rung       text        check (rung in ('team_lead', 'manager', 'negotiation', 'mediation')), -- null: below the first
  is_away    boolean     not null default false,
  entered_at timestamptz not null default now()
);
comment on table casework.handler is 'The shop''s own people, with their names and addresses; no customer''s data';
create unique index handler_name on casework.handler (lower(name));

-- What somebody has open: counted when a case is assigned, and listed as their work.
create index case_record_open_responsible on casework.case_record (lower(responsible), case_id)
  where state not in ('resolved', 'rejected', 'closed', 'withdrawn');

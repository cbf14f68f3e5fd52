-- What was promised to a customer for a time: each promise has an owner and a clock of its own (S27, S38). No personal data but the
-- names of the shop's own people.
create table casework.commitment (
  case_id      bigint      not null references casework.case_record,
  number       smallint    not null,
  what         text        not null check (what in ('answer', 'delivery', 'remedy')),
  owner        text        not null,
  made_at      timestamptz not null,
  promised_for timestamptz not null check (promised_for > made_at), -- exclusive, as all ends
  clock        text        not null default 'promised_update' check (clock = 'promised_update'),
  cycle        smallint    not null, -- of that clock, which watches it
  kept_at      timestamptz,
  broken_at    timestamptz,          -- stays, also when it was kept late
  replaced_by  smallint,             -- another promise took its place, before this one was broken, and the customer was told
  primary key (case_id, number),
  unique (case_id, cycle),
  foreign key (case_id, clock, cycle) references casework.clock,
  foreign key (case_id, replaced_by) references casework.commitment
);
comment on table casework.commitment is 'Promises with a time that were made to customers';

-- Somebody from outside helps the two sides to agree (S42): who, about what, what was proposed, and that both have agreed. What comes of it is
-- a decision like any other; here is how it came about.

create table casework.mediation (
  case_id    bigint      not null references casework.case_record,
  number     smallint    not null,
  mediator   text,                  -- a person or a body; null: erased
  dispute    text,                  -- what the sides do not agree on; null: erased
  opened_by  text        not null,
  opened_at  timestamptz not null,  -- business time, as all here
  closed_at  timestamptz,
  closed_by  text,
  outcome    text check (outcome in ('agreed', 'failed')),
  agreed_on  smallint,              -- the number of the proposal that both sides accepted
  primary key (case_id, number),
  check ((closed_at is null) = (outcome is null) and (closed_at is null) = (closed_by is null)),
  check ((outcome is not distinct from 'agreed') = (agreed_on is not null))
);
comment on table casework.mediation is 'personal data: mediator, dispute';
create unique index mediation_open on casework.mediation (case_id) where closed_at is null;

create table casework.mediation_proposal (
  case_id            bigint      not null,
  mediation          smallint    not null,
  number             smallint    not null,
  proposed_by        text        not null check (proposed_by in ('customer', 'shop', 'mediator')),
  body               text,                  -- null: erased
  recorded_by        text        not null,
  proposed_at        timestamptz not null,
  shop_agreed_at     timestamptz,
  customer_agreed_at timestamptz,
  primary key (case_id, mediation, number),
  foreign key (case_id, mediation) references casework.mediation
);
comment on table casework.mediation_proposal is 'personal data: body';

alter table casework.mediation add foreign key (case_id, number, agreed_on) references casework.mediation_proposal;

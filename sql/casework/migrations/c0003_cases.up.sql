-- The case and what was found, decided and offered.

create table casework.case_record (
  case_id            bigint generated always as identity primary key,
  reference          text generated always as ('R' || lpad(case_id::text, greatest(7, length(case_id::text)), '0')) stored unique,
  merchant           text        not null,
  external_reference text        not null,           -- the merchant's or the channel's own number for the complaint
  content_digest     bytea       not null,           -- sha256 of the complaint as sent: same reference, same content?
  order_reference    text,                           -- as the customer gave it
  order_id           bigint      references casework.order_record,
  customer_id        bigint      not null references casework.customer,
  parent_case_id     bigint      references casework.case_record,
  kind               text        not null,
  standing           text        not null,
  channel            text        not null,
  preferred_channel  text,
  locale             text        not null,
  claimed_minor      bigint      check (claimed_minor >= 0),
  claimed_currency   char(3),
  desired_remedy     text,
  evidence           text[]      not null default '{}',
  submitted_at       timestamptz not null,
  received_at        timestamptz not null,           -- confirmed receipt: what starts the answer clock
  policy_id          text        not null,
  policy_version     text        not null,
  responsible        text        not null,           -- the named person of S25
  band               smallint    not null,           -- priority, as the queue has it
  state              text        not null default 'received',
  version            integer     not null default 1, -- compare-and-set: one more with every change of state
  escalation_level   smallint    not null default 0,
  created_at         timestamptz not null default now(),
  unique (merchant, external_reference),
  foreign key (policy_id, policy_version) references casework.policy
);
create index case_record_order on casework.case_record (order_id);
create index case_record_customer on casework.case_record (customer_id);
create index case_record_state on casework.case_record (state);

-- The customer's own words. Erasable; never logged, never an argument. The account is the case's, not the customer's: who knows
-- somebody's number could otherwise turn all that is owed to him towards another account.
create table casework.case_text (
  case_id    bigint primary key references casework.case_record,
  subject    text,
  body       text not null,
  happened   text, -- S20: what happened,
  started_on text, -- when did it start,
  tried      text, -- what have you tried
  iban       text  -- where a refund may be sent
);

-- Notes of handlers may name people: erasable, too.
create table casework.case_note (
  note_id    bigint generated always as identity primary key,
  case_id    bigint      not null references casework.case_record,
  author     text        not null,
  body       text        not null,
  written_at timestamptz not null
);
create index case_note_case on casework.case_note (case_id);

-- Everything that happened, append-only. details: ids, amounts, words of ours; nothing that a person wrote.
create table casework.case_event (
  event_id    bigint generated always as identity primary key,
  case_id     bigint      not null references casework.case_record,
  kind        text        not null,
  actor       text        not null,                       -- rules | customer | clock | a handler's name
  occurred_at timestamptz not null,                       -- business time
  recorded_at timestamptz not null default now(),         -- the server's
  details     jsonb       not null default '{}'
);
create index case_event_case on casework.case_event (case_id, event_id);

-- The order as it was seen when it was verified, once for each round. Immutable.
create table casework.order_snapshot (
  case_id  bigint      not null references casework.case_record,
  round    smallint    not null,
  as_of    timestamptz not null, -- the moment of the complaint
  taken_at timestamptz not null,
  order_id bigint,               -- null: no such order
  facts    jsonb       not null,
  primary key (case_id, round)
);

create table casework.check_result (
  case_id  bigint   not null,
  round    smallint not null,
  position smallint not null,
  name     text     not null,
  outcome  text     not null check (outcome in ('pass', 'fail', 'indeterminate')),
  facts    jsonb    not null, -- that this check saw
  primary key (case_id, round, position),
  foreign key (case_id, round) references casework.order_snapshot
);

create table casework.decision (
  case_id    bigint      not null references casework.case_record,
  version    smallint    not null,
  round      smallint    not null, -- of the verification that it rests on; 0: none
  outcome    text        not null,
  basis      text,
  ground     text,
  reasons    jsonb       not null default '[]',
  decided_by text        not null,
  decided_at timestamptz not null,
  primary key (case_id, version)
);

create table casework.remedy_option (
  case_id          bigint   not null,
  decision_version smallint not null,
  position         smallint not null, -- 1 is offered first
  remedy           text     not null,
  basis            text     not null,
  amount_minor     bigint   check (amount_minor >= 0),
  currency         char(3),
  valid_until      timestamptz not null, -- exclusive
  needs_return     boolean  not null,
  is_default       boolean  not null,
  primary key (case_id, decision_version, position),
  foreign key (case_id, decision_version) references casework.decision
);

create table casework.remedy_choice (
  case_id          bigint      not null,
  decision_version smallint    not null,
  position         smallint    not null,
  chosen_by        text        not null,
  chosen_at        timestamptz not null,
  primary key (case_id, decision_version),
  foreign key (case_id, decision_version, position) references casework.remedy_option
);

-- What waits for a person, and why; `redress case decide` closes it. A proposal is what the rules would have done.
create table casework.manual_review (
  review_id bigint generated always as identity primary key,
  case_id   bigint      not null references casework.case_record,
  reason    text        not null,
  proposal  jsonb,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text
);
create unique index manual_review_open on casework.manual_review (case_id) where closed_at is null;

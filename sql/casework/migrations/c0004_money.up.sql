-- Money: the ledger, and the embedded gateways' own books. Append-only; amounts in minor units.

-- What is to be given, committed before anybody outside is asked, never deleted. The key is derived from case, decision and
-- line, so that a retry asks with the same one. The sum of refunds of an order is checked under the lock of its row.
create table casework.ledger_entry (
  entry_id         bigint generated always as identity primary key,
  case_id          bigint      not null,
  decision_version smallint    not null,
  line             smallint    not null,
  order_id         bigint      references casework.order_record,
  budget           text        not null,        -- refund | penalty | goodwill | voucher: what it is capped by
  remedy           text        not null,
  instrument       text        not null,        -- how: original_means | bank_transfer | voucher | discount_code
  means            text,                        -- of payment that a refund is of
  amount_minor     bigint      not null check (amount_minor <> 0),
  currency         char(3)     not null,
  idempotency_key  text        not null unique,
  reverses         bigint      references casework.ledger_entry,
  intended_at      timestamptz not null,        -- business time
  recorded_at      timestamptz not null default now(),
  unique (case_id, decision_version, line),
  foreign key (case_id, decision_version) references casework.decision,
  check ((reverses is null) = (amount_minor > 0))
);
create index ledger_entry_order on casework.ledger_entry (order_id);

-- What became of it, step by step. The newest step is the status; no step yet: intended.
create table casework.ledger_progress (
  entry_id           bigint      not null references casework.ledger_entry,
  step               smallint    not null,
  status             text        not null check (status in ('executing', 'unknown', 'done', 'failed')),
  provider_reference text,
  reason             text,
  occurred_at        timestamptz not null,
  recorded_at        timestamptz not null default now(),
  primary key (entry_id, step)
);
create index ledger_progress_unknown on casework.ledger_progress (entry_id, step) where status = 'unknown';

-- Each entry with its status.
create view casework.ledger as
  select entry.*, coalesce(progress.status, 'intended') as status, progress.provider_reference, progress.occurred_at
  from casework.ledger_entry as entry
  left join lateral (
    select status, provider_reference, occurred_at
    from casework.ledger_progress
    where ledger_progress.entry_id = entry.entry_id
    order by step desc
    limit 1
  ) as progress on true;

-- The embedded voucher gateway. A code is unguessable and redeemed once.
create table casework.voucher (
  voucher_id      bigint generated always as identity primary key,
  idempotency_key text        not null unique,
  code            text        not null unique,
  amount_minor    bigint      not null check (amount_minor > 0),
  currency        char(3)     not null,
  issued_at       timestamptz not null,
  valid_until     timestamptz not null,
  redeemed_at     timestamptz
);

-- The embedded payout gateway: what a bookkeeper sends to the bank. An instruction belongs to at most one file.
create table casework.payout_file (
  file_id    bigint generated always as identity primary key,
  created_at timestamptz not null
);

-- The documents of a file as they were first made, so that writing them again gives the same bytes. They name people and
-- their accounts: erased when the time for which books must be kept is over, and with them nothing of the ledger.
create table casework.payout_document (
  file_id bigint not null references casework.payout_file,
  name    text   not null,
  content bytea  not null,
  primary key (file_id, name)
);

create table casework.payout (
  payout_id       bigint generated always as identity primary key,
  idempotency_key text        not null unique,
  case_id         bigint      not null references casework.case_record,
  means           text        not null,
  amount_minor    bigint      not null check (amount_minor > 0),
  currency        char(3)     not null,
  instructed_at   timestamptz not null,
  file_id         bigint      references casework.payout_file
);
create index payout_open on casework.payout (payout_id) where file_id is null;

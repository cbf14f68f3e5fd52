-- What people have to do so that a remedy is carried out, or because of it (S2, S3, S40): goods that are sent, repaired or given, goods
-- that come back first, a claim against the carrier. No personal data but the names of the shop's own people.
create table casework.task (
  task_id          bigint      generated always as identity primary key,
  case_id          bigint      not null references casework.case_record,
  decision_version smallint    not null, -- of the decision that it carries out
  kind             text        not null check (kind in (
    'await_return', 'send_replacement', 'repair', 'corrective_shipment', 'free_shipping', 'gift', 'carrier_claim')),
  opened_at        timestamptz not null, -- business time, as all of these
  due_at           timestamptz,          -- exclusive; null: the policy gives no term
  done_at          timestamptz,
  failed_at        timestamptz,
  failure          text check (failure in ('not_returned', 'out_of_stock', 'beyond_repair', 'refused', 'other')),
  ended_by         text,                 -- rules | clock | person: and a name
  reference        text,                 -- the number of the parcel, the repair, the claim
  unique (case_id, decision_version, kind),
  foreign key (case_id, decision_version) references casework.decision,
  check (done_at is null or failed_at is null),
  check ((failed_at is null) = (failure is null)),
  check ((done_at is null and failed_at is null) = (ended_by is null))
);
comment on table casework.task is 'What people have to do to carry remedies out';
create index task_open on casework.task (due_at, task_id) where done_at is null and failed_at is null;
-- A parcel is lost, or damaged, once, however often the case is decided anew.
create unique index task_carrier_claim on casework.task (case_id) where kind = 'carrier_claim';

-- What the shop's own people are told about cases: written in the transaction that changed the case, gathered, and sent by mail once in a
-- while. References, words and times only: nothing of a customer.

-- One mail to one person. What belongs to it is fixed before it is sent, so that sending it again says the same.
create table casework.staff_digest (
  digest_id  bigint generated always as identity primary key,
  recipient  text        not null,
  made_at    timestamptz not null, -- business time
  sent_at    timestamptz,
  message_id text,
  failed     text                  -- why no mail can be sent to that address
);
comment on table casework.staff_digest is 'Mails to the shop''s own people, by their addresses; no customer''s data';
create index staff_digest_recipient on casework.staff_digest (recipient, made_at);
create index staff_digest_unsent on casework.staff_digest (digest_id) where sent_at is null and failed is null;

create table casework.staff_notice (
  notice_id   bigint generated always as identity primary key,
  case_id     bigint      not null references casework.case_record,
  recipient   text        not null, -- as it was when this was written
  kind        text        not null
    check (kind in ('assigned', 'review_opened', 'at_risk', 'breached', 'escalated', 'promise_due')),
  about       text,                 -- clock, reason, trigger
  due_at      timestamptz,          -- of the clock; exclusive
  occurred_at timestamptz not null, -- business time
  digest_id   bigint      references casework.staff_digest
);
comment on table casework.staff_notice is 'What the shop''s own people are told, by their addresses; no customer''s data';
create index staff_notice_waiting on casework.staff_notice (recipient, occurred_at) where digest_id is null;
create index staff_notice_digest on casework.staff_notice (digest_id) where digest_id is not null;

-- What people of the shop write to customers in words of their own.

-- An answer, the reasons of a decision, or what a holding reply adds. Word for word, as it was sent; never in an event or in the
-- facts of a message, which hold its number.
create table casework.case_statement (
  statement_id     bigint generated always as identity primary key,
  case_id          bigint      not null references casework.case_record,
  decision_version smallint,             -- of the decision that it explains; null: of none
  author           text        not null,
  body             text        not null,
  written_at       timestamptz not null, -- business time
  -- The history of a decision names its statement, so the statement is written first, in the same transaction.
  foreign key (case_id, decision_version) references casework.decision deferrable initially deferred
);
comment on table casework.case_statement is 'personal data: body, what was written to a customer';
-- A decision is explained once.
create unique index case_statement_decision on casework.case_statement (case_id, decision_version);

-- What can name a person, where it is, and when it goes: on the customer's word, or when the policy's terms are over.

alter table casework.case_record
  add column closed_at timestamptz,  -- business time: it was closed, or taken back; retention counts from here
  add column erased_at timestamptz;  -- what was said in it is gone

-- For cases that were closed before this migration.
update casework.case_record
set closed_at = closing.moment
from (
  select case_id, max(occurred_at) as moment
  from casework.case_event
  where kind = 'state_changed' and details ->> 'to' in ('closed', 'withdrawn')
  group by case_id
) as closing
where closing.case_id = case_record.case_id and case_record.state in ('closed', 'withdrawn');

create index case_record_kept on casework.case_record (closed_at) where closed_at is not null and erased_at is null;

-- Who has seen to it that the customer was forgotten: a name of the shop's own people.
alter table casework.customer add column erased_by text;

-- A test reads these comments: what they name is gone after an erasure, wherever it stood.
comment on table casework.customer is 'personal data: name, email, locale; the shop''s own reference stays, so that the next import does not bring the person back';
comment on table casework.case_record is 'personal data: order_reference, as the customer gave it; content_digest, by which guesses at the words could be tried';
comment on table casework.case_text is 'personal data: all of it';
comment on table casework.case_note is 'personal data: body';
comment on table casework.payout_document is 'personal data: content, names and accounts; kept for the books, until their own term is over';

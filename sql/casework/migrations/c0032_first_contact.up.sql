-- The first contact (S23): who took the complaint in, when the customer was first spoken to, on which version of the form (S20), and what
-- was said of the claimant's standing, which may be nothing.
alter table casework.case_record
  alter column standing drop not null,  -- null: not stated; the policy says for what that is taken
  add column taken_by text,             -- a person of the shop; null: nobody, it came by itself
  add column contacted_at timestamptz,
  add column form_version text;

comment on table casework.customer is null;
comment on table casework.case_record is null;
comment on table casework.case_text is null;
comment on table casework.case_note is null;
comment on table casework.payout_document is null;
alter table casework.customer drop column erased_by;
drop index casework.case_record_kept;
alter table casework.case_record drop column closed_at, drop column erased_at;

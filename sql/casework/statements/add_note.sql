-- Case, author, text.
insert into casework.case_note (case_id, author, body, written_at)
values ($1, $2, $3, casework.business_now())
returning note_id

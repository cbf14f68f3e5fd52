-- Case, author, text; of a conversation the channel and the moment.
insert into casework.case_note (case_id, author, body, channel, held_at, written_at)
values ($1, $2, $3, $4, $5, casework.business_now())
returning note_id

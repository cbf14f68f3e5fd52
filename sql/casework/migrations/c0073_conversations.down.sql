alter table casework.case_note drop constraint case_note_conversation, drop column channel, drop column held_at;

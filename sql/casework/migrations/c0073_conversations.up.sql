-- A note may be of a conversation outside of the messages: a call, a reply, a talk at the counter (S43).
alter table casework.case_note
  add column channel text,            -- by which way; null: a note of the shop's own
  add column held_at timestamptz,     -- when; business time
  add constraint case_note_conversation check ((channel is null) = (held_at is null));

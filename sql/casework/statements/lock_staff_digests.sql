-- Alone in its statement: who makes digests makes them one after the other, and sees what the one before has made. Reading goes on.
lock table casework.staff_digest in share row exclusive mode

-- An instant in a document: ISO 8601 in UTC with microseconds, whatever zone the session has.
create function casework.instant_text(p_instant timestamptz) returns text
language sql immutable
as $$
  select to_char(p_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;

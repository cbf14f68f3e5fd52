-- Casework: the case files. Everything that a case lived through is append-only and holds ids; what is about a person lives
-- in customer and case_text, and can be erased without touching a number of the ledger or a line of the history.

create schema if not exists casework; -- the migrator has made it, for its own table
comment on schema casework is 'Redress: complaints being handled';

-- Marks a database in which business time may be moved. One row, or none: then it never moves.
create table casework.sandbox (
  only_row  boolean     primary key default true check (only_row),
  marked_at timestamptz not null default now()
);

-- Business time: what deadlines, offers and surveys are measured in. The server's clock, but in a sandbox with the offset of
-- the queue's timeline 'business', so that days can pass in a test.
-- A call takes some 20 µs, and a statement makes one for each row: (select casework.business_now()) is reckoned once. It only reads: said so,
-- because one function of which PostgreSQL does not know that keeps a whole statement from being worked on by several processes.
create function casework.business_now() returns timestamptz
language sql stable parallel safe
as $$
  select case
    when exists (select from casework.sandbox) then job_queue.now_on('business')
    else now()
  end
$$;

-- Lets business time pass; returns the new time. Raises CW001 outside a sandbox. Never backwards: what has happened has.
create function casework.advance_business_time(p_by interval) returns timestamptz
language plpgsql volatile
as $$
begin
  if not exists (select from casework.sandbox) then
    raise exception 'business time moves in a sandbox only, and this database is not marked as one'
      using errcode = 'CW001';
  end if;
  if p_by < interval '0' then
    raise exception 'business time does not run backwards' using errcode = 'CW002';
  end if;
  -- In seconds: a day of a session with summer time is not always 24 hours, and all sessions must agree.
  insert into job_queue.timeline (name, advance)
  values ('business', make_interval(secs => extract(epoch from p_by)::float8))
  on conflict (name) do update set advance = timeline.advance + excluded.advance;
  return casework.business_now();
end
$$;

-- Sets the time at which a sandbox begins, so that a file of past complaints can be replayed from its first day on. Raises CW001
-- outside a sandbox, CW003 once there are cases: for them, time has begun.
create function casework.start_business_time(p_at timestamptz) returns void
language plpgsql volatile
as $$
begin
  if not exists (select from casework.sandbox) then
    raise exception 'business time moves in a sandbox only, and this database is not marked as one'
      using errcode = 'CW001';
  end if;
  if exists (select from casework.case_record) then
    raise exception 'business time began with the first case' using errcode = 'CW003';
  end if;
  insert into job_queue.timeline (name, advance) values ('business', make_interval(secs => extract(epoch from p_at - now())::float8))
  on conflict (name) do update set advance = excluded.advance;
end
$$;

-- Clocks, and what is told to the customer.

-- One row per cycle. Everything that must happen at a time is a clock, an offer's end and a follow-up too. due_at is exclusive.
-- A timer of the queue (kind 'clock', on the timeline 'business') looks at it at next_at, and only then.
create table casework.clock (
  case_id    bigint      not null references casework.case_record,
  kind       text        not null,
  cycle      smallint    not null default 1,
  started_at timestamptz not null,
  due_at     timestamptz not null check (due_at > started_at),
  warn_at    timestamptz,            -- where it is debated whether the end rolls: the end that does not
  thresholds smallint[]  not null default '{}', -- percent of the target at which somebody is told
  on_breach  text        not null,   -- nothing | escalate | deem_accepted | what the kind of clock does
  stopped_at timestamptz,
  stopped_by text,
  breached_at timestamptz,           -- stays, also when the answer comes late
  primary key (case_id, kind, cycle)
);
create index clock_running on casework.clock (due_at) where stopped_at is null;
create index clock_breach on casework.clock (breached_at) where breached_at is not null;

create table casework.clock_pause (
  case_id      bigint      not null,
  kind         text        not null,
  cycle        smallint    not null,
  paused_from  timestamptz not null,
  paused_until timestamptz check (paused_until > paused_from), -- null: still
  primary key (case_id, kind, cycle, paused_from),
  foreign key (case_id, kind, cycle) references casework.clock
);

-- One alert for each clock and threshold, however many workers look: the key says so.
create table casework.clock_alert (
  case_id   bigint      not null,
  kind      text        not null,
  cycle     smallint    not null,
  threshold smallint    not null,  -- percent; 100 is the breach, 0 the end that would do without the debated roll (L2)
  raised_at timestamptz not null,
  primary key (case_id, kind, cycle, threshold),
  foreign key (case_id, kind, cycle) references casework.clock
);

-- A message that the customer is owed: written in the transaction that changed the case, sent afterwards. facts hold what the
-- text needs and is nobody's personal data; names and words are read from their own tables when it is rendered.
create table casework.notification (
  notification_id bigint generated always as identity primary key,
  case_id         bigint      not null references casework.case_record,
  kind            text        not null,
  sequence        smallint    not null,
  channel         text        not null,
  locale          text        not null,       -- asked for
  facts           jsonb       not null default '{}',
  created_at      timestamptz not null,       -- business time
  sent_at         timestamptz,        -- when it left the house: sent, or handed to the person who sends it
  sent_by         text check (sent_by in ('mail', 'hand')),
  suppressed_at   timestamptz,        -- will never be sent: the customer was erased
  locale_used     text,
  message_id      text,               -- of a mail
  unique (case_id, kind, sequence)
);
create index notification_unsent on casework.notification (created_at) where sent_at is null and suppressed_at is null;

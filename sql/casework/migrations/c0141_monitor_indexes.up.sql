-- What a monitor reads of clocks and messages is answered from indexes alone: half a million clocks are 86 MB, spread over which those of a month
-- lie; the entries of 160 000 running ones are 14.

-- In the order in which they are due, kind by kind.
drop index casework.clock_running, casework.clock_answering;
create index clock_running on casework.clock (kind, due_at, case_id) include (cycle, started_at, thresholds, breached_at)
  where stopped_at is null;

-- How they ended, for reports of a period. A periodic update, of which there are as many as of all others, is neither kept nor late.
drop index casework.clock_breach, casework.clock_stopped;
create index clock_breach on casework.clock (breached_at) include (kind, case_id, cycle, started_at, stopped_at)
  where breached_at is not null;
create index clock_stopped on casework.clock (stopped_at) include (kind, case_id, cycle, started_at, stopped_by, is_continued)
  where stopped_at is not null and breached_at is null and kind <> 'periodic_update';

-- Complaints that were received in a period, for reports that count them.
drop index casework.case_record_received;
create index case_record_received on casework.case_record (received_at) include (case_id, kind, order_id, parent_case_id, is_late);

-- Messages that are owed, by the case that waits for them; those that a person is to pass on are in notification_handed as well.
drop index casework.notification_unsent;
create index notification_owed on casework.notification (case_id) include (kind, created_at, handed_at)
  where sent_at is null and suppressed_at is null;

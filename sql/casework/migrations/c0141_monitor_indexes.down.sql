drop index casework.notification_owed;
create index notification_unsent on casework.notification (created_at) where sent_at is null and suppressed_at is null;
drop index casework.case_record_received;
create index case_record_received on casework.case_record (received_at);
drop index casework.clock_stopped, casework.clock_breach, casework.clock_running;
create index clock_stopped on casework.clock (stopped_at)
  where stopped_at is not null and breached_at is null and kind <> 'periodic_update';
create index clock_breach on casework.clock (breached_at) where breached_at is not null;
create index clock_answering on casework.clock (case_id) include (due_at)
  where kind = 'answer' and stopped_at is null and breached_at is null;
create index clock_running on casework.clock (due_at) where stopped_at is null;

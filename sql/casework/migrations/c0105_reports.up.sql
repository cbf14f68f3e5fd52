-- Reports are of a period, and read no more than what ended in it.

-- Clocks that were stopped before their end; those that were not are in clock_breach, those that run in clock_running. A periodic update, of
-- which there are as many as of all others, is neither kept nor late.
create index clock_stopped on casework.clock (stopped_at)
  where stopped_at is not null and breached_at is null and kind <> 'periodic_update';
-- Cycles that may be earlier ones gone on with: an answer that came back, an expert who needs longer. Few.
create index clock_continued on casework.clock (case_id, kind, cycle) include (started_at)
  where cycle > 1 and kind in ('acknowledge', 'answer');
-- What was given in a period, and what was promised in it.
create index ledger_progress_done on casework.ledger_progress (occurred_at) where status = 'done';
create index ledger_entry_intended on casework.ledger_entry (intended_at);
-- How many orders there were, to which the complaints before and after a change are compared.
create index order_record_ordered on casework.order_record (ordered_at);

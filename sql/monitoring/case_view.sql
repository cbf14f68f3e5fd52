-- A case as a monitor may see it, and everything that it could be waiting for: see CaseView. References, times, amounts, words of ours and
-- the names of the shop's own people; nothing that the customer gave or wrote. All of it is found by the case's id.
select jsonb_build_object(
  'reference', c.reference,
  'externalReference', c.external_reference,
  'complaint', c.kind,
  'state', c.state,
  'stateSince', casework.instant_text(coalesce((
    select occurred_at
    from casework.case_event
    where case_event.case_id = c.case_id and kind = 'state_changed'
    order by event_id desc
    limit 1), c.created_at)),
  'policy', c.policy_id || ' version ' || c.policy_version,
  'responsible', c.responsible,
  'escalationLevel', c.escalation_level,
  'receivedAt', casework.instant_text(c.received_at),
  'closedAt', casework.instant_text(c.closed_at),
  'repeats', (select parent.reference from casework.case_record as parent where parent.case_id = c.parent_case_id),
  'review', (
    select jsonb_build_object('reason', reason, 'since', casework.instant_text(opened_at))
    from casework.manual_review
    where manual_review.case_id = c.case_id and closed_at is null),
  'request', (
    select jsonb_build_object('items', coalesce(details -> 'items', '[]'), 'since', casework.instant_text(occurred_at))
    from casework.case_event
    where case_event.case_id = c.case_id and kind = 'information_requested'
    order by event_id desc
    limit 1),
  'clocks', coalesce((
    select jsonb_agg(jsonb_build_object(
        'clock', kind, 'cycle', cycle, 'since', casework.instant_text(started_at), 'dueAt', casework.instant_text(due_at),
        'pausedAt', (
          select casework.instant_text(paused_from)
          from casework.clock_pause as pause
          where (pause.case_id, pause.kind, pause.cycle) = (clock.case_id, clock.kind, clock.cycle)
            and pause.paused_until is null),
        'isBreached', breached_at is not null)
      order by due_at, kind)
    from casework.clock
    where clock.case_id = c.case_id and stopped_at is null), '[]'),
  'tasks', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', task_id, 'task', kind, 'since', casework.instant_text(opened_at), 'dueAt', casework.instant_text(due_at))
      order by due_at nulls last, task_id)
    from casework.task
    where task.case_id = c.case_id and done_at is null and failed_at is null), '[]'),
  'payments', coalesce((
    select jsonb_agg(jsonb_build_object(
        'remedy', remedy, 'amount', jsonb_build_object('minor_units', ledger.amount_minor, 'currency', ledger.currency),
        'status', status, 'since', casework.instant_text(coalesce(ledger.occurred_at, ledger.intended_at)),
        'payout', case
          when payout.payout_id is null then null
          when payout.file_id is null then 'unexported'
          else 'unconfirmed'
        end)
      order by entry_id)
    from casework.ledger
    left join casework.payout using (idempotency_key)
    where ledger.case_id = c.case_id and status in ('intended', 'executing', 'unknown')), '[]'),
  'messages', coalesce((
    select jsonb_agg(jsonb_build_object(
        'number', notification_id, 'message', kind, 'channel', channel, 'writtenAt', casework.instant_text(created_at),
        'handedAt', casework.instant_text(handed_at))
      order by notification_id)
    from casework.notification
    where notification.case_id = c.case_id and sent_at is null and suppressed_at is null), '[]'),
  'mediationSince', (
    select casework.instant_text(opened_at) from casework.mediation where mediation.case_id = c.case_id and closed_at is null),
  'queues', (
    select jsonb_agg(jsonb_build_object(
        'queue', queue, 'pausedAt', casework.instant_text(paused_at), 'pauseReason', pause_reason,
        'workers', (
          select count(*)
          from job_queue.worker
          where queue = any (queues) and worker_id not in (select job_queue.dead_workers())))
      order by queue)
    from (
      select queue, max(paused_at) as paused_at, max(pause_reason) as pause_reason
      from job_queue.lane
      group by queue) as lanes)
)::text as document
from casework.case_record as c
where c.reference = $1

-- What waits for somebody, each from an index of its own that holds nothing but the open ones:
-- messages owed and not sent, and those that a person is to pass on; payments of which nobody knows whether they happened (the newest step decides); payout
-- instructions that no file has carried to the bank; tasks; cases that wait for a person; retries.
select
  unsent.messages as unsent_messages, unsent.oldest_at as oldest_unsent_at,
  handed.messages as handed_messages, handed.oldest_at as oldest_handed_at,
  (select count(*)
   from casework.ledger_progress as unknown
   where unknown.status = 'unknown'
     and not exists (
       select from casework.ledger_progress as newer
       where newer.entry_id = unknown.entry_id and newer.step > unknown.step)) as unknown_payments,
  (select count(*) from casework.payout where file_id is null and withdrawn_at is null) as unexported_payouts,
  tasks.open as open_tasks, tasks.overdue as overdue_tasks,
  reviews.open as manual_reviews, reviews.oldest_at as oldest_review_at,
  (select count(*) from (select from job_queue.later where attempt > 1 limit $1) as retry) as waiting_retries
from (
  select count(*) as messages, min(created_at) as oldest_at
  from casework.notification
  -- Of a complaint that is replayed in a sandbox before its time, the messages are not owed yet.
  where sent_at is null and suppressed_at is null and handed_at is null and created_at <= (select casework.business_now())
) as unsent
cross join (
  select count(*) as messages, min(handed_at) as oldest_at
  from casework.notification
  where handed_at is not null and sent_at is null and suppressed_at is null
) as handed
cross join (
  select count(*) as open, min(opened_at) as oldest_at from casework.manual_review where closed_at is null
) as reviews
cross join (
  select count(*) as open, count(*) filter (where due_at <= (select casework.business_now())) as overdue
  from casework.task
  where done_at is null and failed_at is null
) as tasks

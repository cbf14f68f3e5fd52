-- How far the desk is, for a progress display: cases, those at rest, attempts settled with success, and whether anything of the
-- queues $1 is still to be done. A case that waits for a person rests when its answer clock does nothing any more: until
-- then silence may accept it.
select
  (select count(*) from casework.case_record) as cases,
  (select count(*)
   from casework.case_record
   where state in ('closed', 'withdrawn')
     or (state = 'manual_review'
       and not exists (
         select from casework.clock
         where clock.case_id = case_record.case_id and clock.kind = 'answer'
           and clock.stopped_at is null and clock.breached_at is null))) as at_rest,
  (select count(*) from job_queue.outcome where result = 'done') as jobs_done,
  job_queue.is_idle($1) as is_idle,
  casework.business_now() as business_time,
  (select min(due) from job_queue.later where timeline = 'business') as next_timer_at

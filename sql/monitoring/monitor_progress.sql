-- How far the desk is, for a progress display: cases by state (an index of nothing but the states), attempts settled with
-- success, and whether anything of the queues $1 is still to be done.
select
  (select count(*) from casework.case_record) as cases,
  (select count(*) from casework.case_record where state = any ('{closed,withdrawn,manual_review}')) as at_rest,
  (select count(*) from job_queue.outcome where result = 'done') as jobs_done,
  job_queue.is_idle($1) as is_idle,
  casework.business_now() as business_time,
  (select min(due) from job_queue.later where timeline = 'business') as next_timer_at

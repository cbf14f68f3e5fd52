-- When the next timer of a case is due, from the key of job_queue.later; null when none waits.
select min(due) as due, casework.business_now() as business_time
from job_queue.later
where timeline = 'business'

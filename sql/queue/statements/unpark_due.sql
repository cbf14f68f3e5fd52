-- For limits in time: nothing ends when their period does. Only kinds of which something is parked; so an idle look writes nothing.
select sum(job_queue.unpark(kind))::bigint
from (
  select distinct kind
  from job_queue.quota
  where exists (
    select from job_queue.later
    where timeline >= job_queue.parking_of(quota.kind, '') and timeline < job_queue.parking_of(quota.kind, '') || chr(1114111))
  order by kind) as limited

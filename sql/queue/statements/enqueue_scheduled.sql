-- Name, how many.
select count(*)
from job_queue.schedule,
  job_queue.enqueue_many(queue, kind, array_fill(arguments, array[$2::integer]), array_fill(band, array[$2::integer]))
where name = $1

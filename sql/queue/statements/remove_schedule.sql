delete from job_queue.schedule where name = $1

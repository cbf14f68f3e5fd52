-- Their jobs mean nothing without the cases.
delete from job_queue.lane where queue = any ('{verify, compensate, notify, clock}');

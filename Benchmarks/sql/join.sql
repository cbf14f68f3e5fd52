-- The worker under whose name pgbench claims; of a fresh database the first, so its number is 1. Its lease outlasts the measurement.
select job_queue.join_workers('bench', 0, 'bench', '{bench}', '{no_operation}', '1 hour');

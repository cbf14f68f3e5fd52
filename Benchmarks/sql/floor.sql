-- For pgbench: the same protocol without a worker in front of it. What the worker reaches of this is its own cost.
-- Worker 1 is the one that scripts/bench has joined for all clients.
\set number random(1, 9223372036854775807)
begin;
select count(*) from job_queue.claim(1, :number, '{bench}', :batch);
commit;
select job_queue.settle(worker, number, generation, seqs, 'done', now())
from job_queue.claim where worker = 1 and number = :number;

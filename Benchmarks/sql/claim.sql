-- For pgbench: what one claim costs. Rolled back, so that the next one finds as many waiting.
-- Worker 1 is the one that scripts/bench has joined.
\set number random(1, 9223372036854775807)
begin;
select count(*) from job_queue.claim(1, :number, '{bench}', :batch);
rollback;

-- For pgbench: the same protocol without a worker in front of it. What the worker reaches of this is its own cost.
\set high random(0, 2147483647)
\set low random(0, 2147483647)
-- With its quotes: pgbench puts variables in as they are.
select quote_literal(lpad(to_hex(:high), 16, '0') || lpad(to_hex(:low), 16, '0')) as token \gset
begin;
select count(*) from job_queue.claim(1, :token, '{bench}', :batch);
commit;
select job_queue.settle(token, generation, seqs, array_fill('done'::job_queue.result, array[cardinality(seqs)]), now())
from job_queue.claim where token = :token;

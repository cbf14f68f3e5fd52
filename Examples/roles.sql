-- Rights for programs that do not own the schema. Once, by its owner: the role that called JobQueue.migrate.
grant usage on schema job_queue to shop_front, shop_worker;

-- Puts jobs in, and can neither read nor run them.
grant select on job_queue.lane, job_queue.worker, job_queue.timeline, job_queue.migration to shop_front;
grant insert on job_queue.entry, job_queue.later to shop_front;
grant select, insert, update on job_queue.unique_key to shop_front; -- only for unique jobs
grant usage on sequence job_queue.number to shop_front;
grant select on sequence job_queue.current_generation to shop_front;

-- Runs jobs, and empties generations. Also what later migrations will create.
grant select, insert, update, delete, truncate on all tables in schema job_queue to shop_worker;
grant usage, select, update on all sequences in schema job_queue to shop_worker;
alter default privileges in schema job_queue grant select, insert, update, delete, truncate on tables to shop_worker;
alter default privileges in schema job_queue grant usage, select, update on sequences to shop_worker;

-- Slice of time, entries. With whether it is empty, and the snapshot that a sweep of it begins with: no entry that is visible in
-- it is missed by the sweep.
select next.generation, next.opened_at is null as is_empty, pg_current_snapshot()::text as snapshot
from job_queue.generation as next
where next.generation = job_queue.next_generation($1::interval, $2)

-- The ring of the queue's generations: which one is written into, since when each is open, and the space that it takes with its indexes.
select generation.generation, generation.generation = (select last_value from job_queue.current_generation) as is_current, opened_at,
  (pg_total_relation_size(format('job_queue.entry_%s', generation.generation)::regclass)
    + pg_total_relation_size(format('job_queue.outcome_%s', generation.generation)::regclass))::bigint as bytes
from job_queue.generation
order by generation.generation

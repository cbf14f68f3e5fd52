-- Tables of the queue and the desk with the most dead rows, of those that have more than $1 and than a fifth of their live ones: vacuum is
-- behind, or may not. From the statistics; reads no table.
select format('%I.%I', schemaname, relname) as name, n_live_tup as live_rows, n_dead_tup as dead_rows,
  greatest(last_vacuum, last_autovacuum) as vacuumed_at
from pg_stat_user_tables
where schemaname in ('job_queue', 'casework') and n_dead_tup > $1 and n_dead_tup > n_live_tup / 5
order by n_dead_tup desc
limit 5

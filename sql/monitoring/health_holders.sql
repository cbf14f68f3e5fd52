-- Who keeps old rows alive: transactions, prepared transactions and replication slots whose snapshot vacuum must respect, the oldest five.
-- What they run is not told: it may hold what a customer wrote. Sessions of others show their age to members of pg_read_all_stats.
-- The queue's hot path leaves no dead rows that a snapshot could keep; everything else in the database does.
select what, name, client, state, seconds
from (
  select 'session' as what, coalesce(nullif(application_name, ''), 'pid ' || pid) as name, coalesce(host(client_addr), 'local') as client,
    state, extract(epoch from clock_timestamp() - xact_start)::float8 as seconds
  from pg_stat_activity
  where datname = current_database() and backend_xmin is not null and xact_start is not null and pid <> pg_backend_pid()
    and backend_type = 'client backend'
  union all
  select 'prepared', gid, owner::text, 'prepared', extract(epoch from clock_timestamp() - prepared)::float8
  from pg_prepared_xacts
  where database = current_database()
  union all
  select 'slot', slot_name, coalesce(plugin, 'physical'), case when active then 'active' else 'inactive' end, null
  from pg_replication_slots
  where (xmin is not null or catalog_xmin is not null) and not active
) as holder
where seconds is null or seconds >= $1
order by seconds desc nulls first
limit 5

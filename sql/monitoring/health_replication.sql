-- Standbys of this server and how far behind each is. On a standby itself: how old what it shows is.
select coalesce(nullif(application_name, ''), 'pid ' || pid) as name, state, sync_state,
  coalesce(pg_wal_lsn_diff(sent_lsn, replay_lsn), 0)::bigint as bytes_behind, extract(epoch from replay_lag)::float8 as seconds_behind
from pg_stat_replication
where not pg_is_in_recovery()
union all
select 'this server', 'standby', 'standby', 0,
  case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
    else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) end::float8
where pg_is_in_recovery()
order by name
limit 20

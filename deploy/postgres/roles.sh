#!/bin/bash
# Run once by the PostgreSQL image when it makes its cluster: the accounts of the programs, each with what it may do.
#
# The administrator owns the database and migrates. Rights on what the migrations will make are granted ahead, as default
# privileges, so that this file need not know the tables and a migration need not know the accounts.
set -euo pipefail

: "${REDRESS_ADMIN_PASSWORD:?}" "${REDRESS_PRODUCER_PASSWORD:?}" "${REDRESS_WORKER_PASSWORD:?}" "${REDRESS_MONITOR_PASSWORD:?}"

# Passwords go through variables of psql, which quotes them; on the command line anybody could read them.
psql --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv admin_password REDRESS_ADMIN_PASSWORD
\getenv producer_password REDRESS_PRODUCER_PASSWORD
\getenv worker_password REDRESS_WORKER_PASSWORD
\getenv monitor_password REDRESS_MONITOR_PASSWORD

create role redress_admin login password :'admin_password';
create role redress_producer login password :'producer_password';
create role redress_worker login password :'worker_password';
create role redress_monitor login password :'monitor_password';

alter database :"database" owner to redress_admin;
revoke all on database :"database" from public;
grant connect on database :"database" to redress_producer, redress_worker, redress_monitor;

set role redress_admin;
alter default privileges grant usage on schemas to redress_producer, redress_worker, redress_monitor;
alter default privileges grant select on tables to redress_monitor;
-- Which generation of the queue is the current one, and how far job numbers have come.
alter default privileges grant select on sequences to redress_monitor;
alter default privileges grant select, insert, update, delete on tables to redress_producer, redress_worker;
alter default privileges grant usage, select on sequences to redress_producer, redress_worker;
-- Workers empty the queue's generations by TRUNCATE, and say by a sequence which one is the current.
alter default privileges grant truncate on tables to redress_worker;
alter default privileges grant update on sequences to redress_worker;
reset role;

-- What other sessions do, without the right to disturb them.
grant pg_read_all_stats to redress_monitor;
SQL

#!/bin/bash
# The contract of the official image, as far as docker-compose.yml uses it: POSTGRES_USER, POSTGRES_DB and
# POSTGRES_PASSWORD, the scripts of /docker-entrypoint-initdb.d on a cluster that nobody else can reach yet, and the server
# on all addresses with passwords afterwards.
set -euo pipefail

if [ "$(id -u)" -eq 0 ]; then
  chown -R postgres:postgres "$PGDATA"
  install -d -o postgres -g postgres -m 3777 /run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$0" "$@"
fi

: "${POSTGRES_PASSWORD:?}"
export POSTGRES_USER=${POSTGRES_USER:-postgres}
export POSTGRES_DB=${POSTGRES_DB:-$POSTGRES_USER}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=scram-sha-256
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl --wait --options='-c listen_addresses=' start
  [ "$POSTGRES_DB" = postgres ] || createdb --username="$POSTGRES_USER" -- "$POSTGRES_DB"
  for script in /docker-entrypoint-initdb.d/*.sh; do
    if [ -f "$script" ]; then bash "$script"; fi
  done
  pg_ctl --wait --mode=fast stop
fi

if [ "${1:-postgres}" = postgres ]; then
  exec postgres -c 'listen_addresses=*' "${@:2}"
fi
exec "$@"

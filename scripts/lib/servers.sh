# PostgreSQL servers that a tier starts, restarts, kills and promotes by itself. Sourced after terminal.sh.
# In folders that every account may enter: as root the servers run as another.

pg_bin=${REDRESS_POSTGRES_BIN:-$(dirname "$(find /usr/lib/postgresql /usr/pgsql-1[5-8] -path '*/bin/pg_ctl' 2>/dev/null | sort -V | tail -n 1)")}
[ -x "$pg_bin/pg_ctl" ] || fail "there is no PostgreSQL server under /usr/lib/postgresql"

# as_server COMMAND...
as_server() {
  if [ "$(id -u)" -ne 0 ]; then
    "$@"
  else
    (cd / && setpriv --reuid="$(server_account)" --regid="$(id -g "$(server_account)")" --init-groups -- "$@")
  fi
}
server_account() { if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi; }

# server_folder: a new one, for data and sockets; short, because the path of a socket may not be long.
server_folder() {
  local folder
  folder=$(mktemp -d /tmp/redress.XXXXXX)
  chmod 755 "$folder"
  [ "$(id -u)" -ne 0 ] || chown "$(server_account)" "$folder"
  echo "$folder"
}

# make_server FOLDER SETTINGS: a new cluster in FOLDER/data, which is not started.
make_server() {
  as_server "$pg_bin/initdb" --pgdata="$1/data" --username=postgres --auth=trust --encoding=UTF8 --no-locale >/dev/null
  server_settings "$1" "$2"
}

# server_settings FOLDER SETTINGS: appended to its configuration. One port for all: their sockets are in folders of their own.
server_settings() {
  printf "%s\n" "listen_addresses = ''" "unix_socket_directories = '$1'" "$2" |
    as_server tee -a "$1/data/postgresql.conf" >/dev/null
}

start_server() { as_server "$pg_bin/pg_ctl" --pgdata="$1/data" --log="$1/log" --wait --timeout=120 start >/dev/null; }
stop_server() { as_server "$pg_bin/pg_ctl" --pgdata="$1/data" --mode=immediate --wait stop >/dev/null 2>&1 || true; }

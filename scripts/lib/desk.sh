# A desk with the samples on it, a worker and the monitor's server, for the tiers that look at them from outside. Sourced after
# terminal.sh. Everything is gone when the script ends.

bin=$(swift build --show-bin-path)
folder=$(mktemp -d)
processes=()
clean_up() {
  for process in "${processes[@]}"; do kill -TERM "$process" 2>/dev/null || true; done
  wait "${processes[@]}" 2>/dev/null || true
  "$bin/redress" sandbox stop "$folder/sandbox" >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap clean_up EXIT

psql=$(find /usr/lib/postgresql -maxdepth 3 -name psql 2>/dev/null | sort -V | tail -n 1)
ask() { "${psql:-psql}" --no-psqlrc --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$DATABASE_URL" --command="$1"; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start_desk: the samples are imported, and business time stands where they end.
start_desk() {
  eval "$("$bin/redress" sandbox start "$folder/sandbox" 2>/dev/null)"
  export DATABASE_URL
  "$bin/redress" sandbox mark --from 2026-03-20T00:00:00Z >/dev/null
  "$bin/redress-producer" import orders samples/orders.csv --policy pl --brief >/dev/null 2>&1
  "$bin/redress-producer" import complaints samples/complaints.csv --policy pl --brief >/dev/null 2>&1
}

# answers ADDRESS: waits until the server there is ready.
answers() {
  for _ in $(seq 100); do
    curl --silent --fail --output /dev/null "http://$1/readyz" && return
    sleep 0.1
  done
  fail "http://$1/readyz does not answer: $(tail -n 3 "$folder"/*.log)"
}

# serve_desk: sets $monitor to the address of the monitor's server.
serve_desk() {
  monitor=127.0.0.1:$(free_port)
  "$bin/redress-monitor" serve --listen "$monitor" >"$folder/monitor.log" 2>&1 &
  processes+=($!)
  answers "$monitor"
}

# start_worker_with_metrics: sets $worker to its address, and waits until everything that is ready is done.
start_worker_with_metrics() {
  worker=127.0.0.1:$(free_port)
  "$bin/redress-worker" --metrics "$worker" --mail "$folder/mail" --log-level warning >"$folder/worker.log" 2>&1 &
  processes+=($!)
  answers "$worker"
  for _ in $(seq 600); do
    [ "$(ask "select job_queue.is_idle('{verify,compensate,notify,clock}')")" = t ] && return
    sleep 0.2
  done
  fail "the worker has not done everything after two minutes: $(tail -n 3 "$folder/worker.log")"
}

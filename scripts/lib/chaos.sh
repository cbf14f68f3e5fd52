# What the tiers chaos and failover share: the checker and a migrated database. Sourced after terminal.sh and servers.sh.

folders=()
clean_up() {
  local folder
  for folder in ${folders[@]+"${folders[@]}"}; do
    stop_server "$folder"
    rm -rf "$folder"
  done
}
trap clean_up EXIT

. scripts/lib/packages.sh
bin=$(swift build --show-bin-path)
[ -x "$bin/redress" ] || swift build --product redress
build_package QueueChaos
chaos=$(swift build --package-path QueueChaos --show-bin-path)/queue-chaos

logs=${CHAOS_LOGS:-$(mktemp -d)}
seed=(${CHAOS_SEED:+--seed "$CHAOS_SEED"})

# run_chaos ARGUMENTS...: on DATABASE_URL.
run_chaos() {
  "$bin/redress" migrate up >/dev/null
  local status=0
  "$chaos" run --logs "$logs" ${seed[@]+"${seed[@]}"} "$@" || status=$?
  if [ "$status" -ne 0 ]; then fail "the workers' logs are in $logs; CHAOS_SEED makes the same choices again"; fi
  [ -n "${CHAOS_LOGS:-}" ] || rm -rf "$logs"
}

# What the scripts say, and how they give up. Sourced, not run.

if [ -t 1 ]; then bold=$(printf '\033[1m') plain=$(printf '\033[0m'); else bold='' plain=''; fi

step() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }
say() { printf '   %s\n' "$*"; }
fail() { printf '\n%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }
# Wrong usage, as the programs have it.
misuse() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 2; }

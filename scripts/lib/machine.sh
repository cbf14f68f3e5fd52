# What a machine must have before anything is built, and how it gets it. Sourced after terminal.sh.

# Sets PATH so that `swift` is one that can build this package.
need_swift() {
  if ! command -v swift >/dev/null; then
    for directory in /opt/swift/usr/bin "${HOME:-/}/.local/share/swiftly/bin" /usr/libexec/swift/bin; do
      if [ -x "$directory/swift" ]; then PATH="$directory:$PATH" && break; fi
    done
  fi
  command -v swift >/dev/null || fail "there is no swift in PATH. Swift 6.2 or later is needed: see https://www.swift.org/install/linux"
}

# Asked after the packages, because without its libraries a toolchain does not even tell its version.
need_swift_version() {
  local answer version major minor
  answer=$(swift --version 2>&1) || fail "swift does not run: $answer"
  version=$(sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' <<<"$answer" | head -n 1)
  major=${version%.*} minor=${version#*.}
  [ -n "$version" ] || fail "swift does not tell its version: $answer"
  if [ "$major" -lt 6 ] || { [ "$major" -eq 6 ] && [ "$minor" -lt 2 ]; }; then
    fail "this is Swift $version; 6.2 or later is needed: see https://www.swift.org/install/linux"
  fi
  say "Swift $version at $(command -v swift)"
}

missing=()

# need_package PACKAGE REASON TEST...: the package is missing when the test fails.
need_package() {
  local package=$1 reason=$2
  shift 2
  "$@" >/dev/null 2>&1 && return
  missing+=("$package")
  say "missing: $package, $reason"
}

any_exists() {
  local path
  for path in "$@"; do [ -e "$path" ] && return; done
  return 1
}

has_server() {
  [ -n "${REDRESS_POSTGRES_BIN:-}" ] && return
  any_exists /usr/lib/postgresql/1[5-8]/bin/postgres /usr/pgsql-1[5-8]/bin/postgres && return
  local version
  version=$(postgres --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p')
  [ -n "$version" ] && [ "$version" -ge 15 ] && [ "$version" -le 18 ]
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs what need_package found missing; elsewhere than on Debian it says what to install.
install_missing() {
  [ ${#missing[@]} -eq 0 ] && return
  if ! command -v apt-get >/dev/null; then
    fail "please install the equivalents of these Debian packages with your system's means: ${missing[*]}"
  fi
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "neither root nor sudo: please have somebody run: apt-get install ${missing[*]}"
  fi
  say "installing from Debian's packages: ${missing[*]}"
  local log status=0
  log=$(mktemp)
  { as_root apt-get update -qq && install_packages "${missing[@]}"; } >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    tail -n 30 "$log" >&2
    rm -f "$log"
    fail "apt-get could not install ${missing[*]}"
  fi
  rm -f "$log"
}

install_packages() {
  local packages=() package major
  for package in "$@"; do
    if [ "$package" = postgresql ]; then
      # The newest one that this release has and Redress supports; the bare name may mean an older one.
      for major in 18 17 16 15; do
        if apt-cache show "postgresql-$major" >/dev/null 2>&1; then package=postgresql-$major && break; fi
      done
    fi
    packages+=("$package")
  done
  without_default_cluster as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq --yes --no-install-recommends "${packages[@]}"
}

# Debian's server package creates and starts a cluster of its own, which nobody asked for here. Where the package is new
# to the machine, it is told not to, and Debian's own configuration is put back afterwards; elsewhere nothing is touched.
without_default_cluster() {
  local configuration=/etc/postgresql-common/createcluster.conf
  local template=/usr/share/postgresql-common/createcluster.conf
  if [ -e "$configuration" ]; then
    "$@"
    return
  fi
  as_root mkdir -p "${configuration%/*}"
  echo 'create_main_cluster = false' | as_root tee "$configuration" >/dev/null
  local status=0
  "$@" || status=$?
  if [ -e "$template" ]; then as_root cp "$template" "$configuration"; else as_root rm -f "$configuration"; fi
  return "$status"
}

# Everything that building and running Redress from source needs.
need_machine() {
  need_swift
  need_package libncurses6 "the Swift toolchain needs it to run" has_library libncurses.so.6
  need_package libxml2 "the Swift toolchain needs it to run" has_library libxml2.so.2
  need_package libsqlite3-0 "the Swift toolchain needs it to run" has_library libsqlite3.so.0
  need_package libcurl4 "the Swift toolchain needs it to run" has_library libcurl.so.4
  need_package g++ "C's headers and linker, on which every Swift program on Linux stands" has_c_compiler
  need_package pkg-config "with which SwiftPM finds libpq" command -v pkg-config
  need_package libpq-dev "PostgreSQL's client library: Redress speaks to the database through it" pkg_config_knows libpq
  need_package postgresql "the server, version 15 to 18: tests and demo run a private one" has_server
  need_package git "with which SwiftPM gets the packages that Redress builds on" command -v git
  need_package tzdata "the time zones in which deadlines are counted" test -e /usr/share/zoneinfo/Europe/Warsaw
  need_package util-linux "setpriv, with which root runs the server as somebody else" command -v setpriv
  install_missing
  need_swift_version
}

has_library() { /sbin/ldconfig -p | grep -qF "$1 "; }
has_c_compiler() { [ -e /usr/include/stdio.h ] && compgen -G '/usr/lib/gcc/*/*/libstdc++.so' && command -v ld; }
pkg_config_knows() { pkg-config --exists "$1"; }

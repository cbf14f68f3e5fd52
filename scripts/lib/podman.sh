# A container engine for scripts/cluster: Debian's podman as root, with images, networks and settings of its own, so that
# whatever else runs on the machine with podman is not touched. Sourced after machine.sh.

cluster_home=${REDRESS_CLUSTER_HOME:-/var/lib/redress/cluster}

need_podman() {
  [ "$(id -u)" -eq 0 ] || fail "containers with networks of their own need root here: sudo scripts/cluster"
  need_package podman "the container engine" command -v podman
  need_package runc "the runtime below it" command -v runc
  need_package netavark "the containers' network" test -e /usr/lib/podman/netavark
  need_package aardvark-dns "the containers find each other by name through it" test -e /usr/lib/podman/aardvark-dns
  need_package iptables "with which netavark builds the network" command -v iptables
  need_package debootstrap "makes the base images, as no image registry is asked" command -v debootstrap
  need_package python3-venv "podman-compose is installed with it" python3 -c 'import ensurepip, venv'
  install_missing
  configure_podman
  need_podman_compose
}

configure_podman() {
  install -d -m 0711 "$cluster_home"
  # runc and cgroupfs work without systemd. The limits are named because the engine's own are above those of a confined
  # root, which then may not start a container at all.
  cat >"$cluster_home/containers.conf" <<'END'
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
END
  cat >"$cluster_home/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$cluster_home/storage"
runroot = "/run/redress-cluster"
END
  export CONTAINERS_CONF=$cluster_home/containers.conf CONTAINERS_STORAGE_CONF=$cluster_home/storage.conf
}

need_podman_compose() {
  local version=1.6.0
  if [ ! -e "$cluster_home/compose-$version/ready" ]; then
    say "installing podman-compose $version from PyPI"
    python3 -m venv "$cluster_home/compose-$version"
    "$cluster_home/compose-$version/bin/pip" install --quiet "podman-compose==$version"
    touch "$cluster_home/compose-$version/ready"
  fi
  compose_program=$cluster_home/compose-$version/bin/podman-compose
}

compose() { "$compose_program" --project-name redress-cluster "$@"; }

# podman-compose forgets the containers that --scale has added, and then cannot remove the network.
take_cluster_down() {
  local left
  left=$(podman ps --all --quiet --filter label=io.podman.compose.project=redress-cluster)
  # One name a word.
  # shellcheck disable=SC2086
  [ -z "$left" ] || podman rm --force --volumes --time 2 $left >"$cluster_home/down.log" 2>&1
  compose down --volumes >/dev/null 2>&1
}

image_exists() { podman image exists "$1"; }

# The images that docker-compose.yml and the Dockerfile name, made on this machine under the official names.
need_base_images() {
  local debian=docker.io/library/debian:bookworm-slim postgres=docker.io/library/postgres:15
  swift_image=docker.io/library/swift:6.3-bookworm
  if ! image_exists "$debian"; then
    say "making $debian"
    local root
    root=$(mktemp -d "$cluster_home/debian.XXXXXX")
    debootstrap --variant=minbase --include=ca-certificates bookworm "$root" >"$cluster_home/debootstrap.log" 2>&1 ||
      fail "debootstrap failed; see $cluster_home/debootstrap.log"
    tar -C "$root" --one-file-system -c . | podman import --quiet - "$debian" >/dev/null
    rm -rf --one-file-system "$root"
  fi
  build_image "$postgres" deploy/podman/postgres.Containerfile deploy/podman
  build_image "$swift_image" deploy/podman/swift.Containerfile deploy/podman
}

# build_image NAME FILE CONTEXT [podman build arguments]: layers that have not changed are taken from the last time.
build_image() {
  local name=$1 file=$2 context=$3 log=$cluster_home/build.log
  shift 3
  say "building $name"
  podman build --layers --tag "$name" --file "$file" "$@" "$context" >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    fail "the image $name could not be built; all of it is in $log"
  }
}

# Redress's own image. The build sees the machine's toolchain, and the local copies of packages if git is told to read
# them from such (url.….insteadOf).
build_redress_image() {
  local toolchain mounts=() directory
  toolchain=$(dirname "$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")")
  mounts+=(--volume "$toolchain:/opt/swift:ro")
  while read -r directory; do
    [ -d "$directory" ] && mounts+=(--volume "$directory:$directory:ro")
  done < <(git config --get-regexp '^url\..*\.insteadof$' | sed -nE 's,^url\.(/.*)\.insteadof .*,\1,p' | sort -u)
  if [ ${#mounts[@]} -gt 2 ] && [ -e /etc/gitconfig ]; then mounts+=(--volume /etc/gitconfig:/etc/gitconfig:ro); fi
  build_image localhost/redress:latest deploy/Dockerfile . "${mounts[@]}"
}

"""The peers: other queues on PostgreSQL that Debian and PyPI have, each at a pinned version in an environment of its
own.

graphile-worker (npm), River (Go) and Oban for Elixir (hex) are not there. What each one keeps and how it is set up
stands in its adapter, Benchmarks/peers/<name>_peer.py, and in docs/benchmarks.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from server import ROOT
from subjects import Subject


@dataclass(frozen=True)
class Peer:
    name: str
    package: str
    version: str
    requirements: tuple[str, ...]
    # Counts the results that it keeps.
    kept: str | None
    # Of a drain: some seconds' worth on two cores.
    jobs: int
    python: tuple[int, int] = (3, 11)


PEERS = (
    Peer("procrastinate", "procrastinate", "3.10.0", ("psycopg[binary]==3.3.9",),
         "select count(*) from procrastinate_jobs where status = 'succeeded'", 5_000),
    Peer("pgqueuer", "pgqueuer", "1.6.0", ("asyncpg==0.32.0", "uvloop==0.23.0"),
         "select count(*) from pgqueuer_log where status = 'successful'", 20_000),
    Peer("awa", "awa-pg", "0.6.9", (),
         "select count(*) from awa.terminal_jobs where state = 'completed'", 20_000),
    Peer("chancy", "chancy", "0.26.0", ("psycopg[binary]==3.3.9",),
         "select count(*) from chancy_jobs where state = 'succeeded'", 20_000),
    Peer("oban", "oban", "0.7.0", ("psycopg[binary]==3.3.9", "uvloop==0.23.0"),
         "select count(*) from oban_jobs where state = 'completed'", 10_000, python=(3, 12)),
)  # fmt: skip


def install(peer: Peer, cache: Path, say: Callable[[str], None]) -> Subject:
    """Into a folder named after the version, once; raises RuntimeError with the reason where it cannot be had."""
    folder = cache / f"{peer.name}-{peer.version}"
    log = cache / f"{peer.name}-{peer.version}.log"
    cache.mkdir(parents=True, exist_ok=True)
    interpreter = newer_python(peer.python)
    if interpreter is None:
        return debian.install(peer, cache, log, say)
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        say(f"installing {peer.package} {peer.version}")
        shutil.rmtree(folder, ignore_errors=True)
        requirements = [f"{peer.package}=={peer.version}", *peer.requirements]
        with log.open("w") as output:
            for command in ([interpreter, "-m", "venv", folder], [python, "-m", "pip", "install", *requirements]):
                if subprocess.run(list(map(str, command)), stdout=output, stderr=output).returncode:
                    raise RuntimeError(f"{peer.package} {peer.version} cannot be installed; see {log}")
        (folder / "installed").touch()
    return subject(peer, [str(python)], {})


def subject(peer: Peer, python: list[str], environment: dict[str, str]) -> Subject:
    adapter = ROOT / "Benchmarks" / "peers" / f"{peer.name}_peer.py"
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    return Subject(
        peer.name, [*python, str(adapter)], peer.version, peer.kept, {**quiet, **environment}, jobs=peer.jobs
    )


def newer_python(least: tuple[int, int]) -> str | None:
    """An interpreter of this machine that is new enough and can make environments."""
    if sys.version_info[:2] >= least:
        return sys.executable
    names = [f"python3.{minor}" for minor in range(least[1], least[1] + 8)]
    pyenv = [str(path) for name in names for path in Path.home().glob(f".pyenv/versions/*/bin/{name}")]
    found = [path for name in names if (path := shutil.which(name))]
    return next((path for path in [*found, *pyenv] if works(path)), None)


def works(interpreter: str) -> bool:
    """A version manager's stand-in is found in PATH, and refuses."""
    return subprocess.run([interpreter, "-c", "import ensurepip, venv"], capture_output=True).returncode == 0


class DebianTree:
    """A newer Python than this machine has: out of Debian 13, in a folder of its own, run by that folder's loader.
    Nothing of the machine changes. Installing needs root, because pip builds one wheel from source inside of it
    (chroot); running does not."""

    release = "trixie"
    interpreter = "python3.13"

    def install(self, peer: Peer, cache: Path, log: Path, say: Callable[[str], None]) -> Subject:
        tree = cache / f"debian-{self.release}"
        if os.geteuid() != 0:
            least = ".".join(map(str, peer.python))
            raise RuntimeError(f"{peer.package} needs Python {least}, which this machine has not; root can take one from Debian 13")
        if not shutil.which("debootstrap"):
            raise RuntimeError(f"{peer.package} needs a newer Python; debootstrap, which could bring one, is not installed")
        with log.open("a") as output:
            if not (tree / "installed").exists():
                say(f"taking {self.interpreter} out of Debian {self.release} (300 MB)")
                self.bootstrap(tree, output)
            if not (tree / peer.name / "installed").exists():
                say(f"installing {peer.package} {peer.version}")
                self.pip(tree, peer, output)
        library = tree / "usr/lib/x86_64-linux-gnu"
        loader = tree / "lib64/ld-linux-x86-64.so.2"
        python = [str(loader), "--library-path", str(library), str(tree / "usr/bin" / self.interpreter)]
        packages = tree / peer.name / "lib" / self.interpreter / "site-packages"
        return subject(peer, python, {"PYTHONHOME": str(tree / "usr"), "PYTHONPATH": str(packages)})

    def bootstrap(self, tree: Path, output: object) -> None:
        shutil.rmtree(tree, ignore_errors=True)
        packages = "--include=python3,python3-venv,python3-dev,gcc,g++,ca-certificates"
        self.run(["debootstrap", "--variant=minbase", packages, self.release, str(tree)], output)
        # What this machine trusts, its network may need.
        shutil.copyfile("/etc/ssl/certs/ca-certificates.crt", tree / "etc/ssl/certs/ca-certificates.crt")
        (tree / "installed").touch()

    def pip(self, tree: Path, peer: Peer, output: object) -> None:
        folder = f"/{peer.name}"
        requirements = [f"{peer.package}=={peer.version}", *peer.requirements]
        self.run(["chroot", str(tree), "python3", "-m", "venv", folder], output)
        self.run(["chroot", str(tree), f"{folder}/bin/pip", "install", *requirements], output)
        (tree / peer.name / "installed").touch()

    def run(self, command: list[str], output: object) -> None:
        # pip's settings name folders of this machine.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_FIND")}
        if subprocess.run(command, stdout=output, stderr=output, env=environment).returncode:
            raise RuntimeError(f"{' '.join(command[:3])} failed; see the log in the cache")


debian = DebianTree()

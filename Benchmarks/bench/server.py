"""A private PostgreSQL for one run, and a fresh database of it for each measurement, so that none works on what another
has left.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SQL = ROOT / "Benchmarks" / "sql"


@dataclass(frozen=True)
class Database:
    name: str
    host: str
    port: str
    user: str

    @property
    def environment(self) -> dict[str, str]:
        url = f"host='{self.host}' port='{self.port}' user='{self.user}' dbname='{self.name}'"
        libpq = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": self.user, "PGDATABASE": self.name}
        return {**os.environ, **libpq, "DATABASE_URL": url}

    def psql(self, *arguments: str) -> str:
        command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", *arguments]
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if answer.returncode:
            raise RuntimeError(f"psql {' '.join(arguments)}: {answer.stderr.strip()}")
        return answer.stdout.strip()

    def ask(self, sql: str) -> str:
        return self.psql("--command", sql)

    def pgbench(self, script: str, *, clients: int, transactions: int, **variables: object) -> float:
        """Seconds that the transactions took, without connecting."""
        defines = [f"--define={name}={value}" for name, value in variables.items()]
        command = [str(pgbench()), "--no-vacuum", f"--client={clients}", f"--jobs={min(clients, 2)}", *defines,
                   f"--transactions={transactions}", f"--file={SQL / script}"]  # fmt: skip
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        rate = re.search(r"^tps = ([\d.]+)", answer.stdout, re.MULTILINE)
        if answer.returncode or not rate:
            raise RuntimeError(f"pgbench {script}: {answer.stderr.strip()[-500:]}")
        return transactions * clients / float(rate[1])

    @contextmanager
    def held_snapshot(self) -> Iterator[None]:
        """As long as it is open, vacuum may not remove what dies: a report, a dump or a standby does the same."""
        command = ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"]
        with subprocess.Popen(command, env=self.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as psql:
            assert psql.stdin and psql.stdout
            psql.stdin.write("begin isolation level repeatable read;\nselect txid_current_snapshot();\n")
            psql.stdin.flush()
            psql.stdout.readline()  # it is taken
            yield
            psql.stdin.write("commit;\n")


class Server:
    """Durable as in production (fsync on), with the settings of every private server of Redress: the same for all."""

    def __init__(self, redress: Path, folder: Path) -> None:
        self.redress, self.folder = redress, folder
        self.count = 0

    def __enter__(self) -> Server:
        command = [str(self.redress), "sandbox", "start", str(self.folder)]
        answer = subprocess.run(command, capture_output=True, text=True)
        words = dict(re.findall(r"(host|port|user)=\\?'([^'\\]*)", answer.stdout))
        if answer.returncode or len(words) != 3:
            raise RuntimeError(f"{' '.join(command)}: {answer.stderr.strip() or answer.stdout.strip()}")
        self.main = Database("template1", **words)
        # Clients must be gone from a template that is copied.
        self.migrated = "postgres"
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run([str(self.redress), "sandbox", "stop", str(self.folder)], capture_output=True)

    @contextmanager
    def fresh(self, *, migrated: bool) -> Iterator[Database]:
        self.count += 1
        database = Database(f"bench_{self.count}", self.main.host, self.main.port, self.main.user)
        template = self.migrated if migrated else "template0"
        self.main.ask(f"create database {database.name} template {template}")
        try:
            yield database
        finally:
            self.main.ask(f"drop database {database.name} with (force)")

    def kept(self, name: str, fill: Callable[[Database], None]) -> Database:
        """A migrated database that stays, filled when it is not there yet. What was filled by half has another name, and is thrown away."""
        if not self.main.ask(f"select 1 from pg_database where datname = '{name}'"):
            begun = Database(f"{name}_begun", self.main.host, self.main.port, self.main.user)
            self.main.ask(f"drop database if exists {begun.name} with (force)")
            self.main.ask(f"create database {begun.name} template {self.migrated}")
            fill(begun)
            self.main.ask(f"alter database {begun.name} rename to {name}")
        return Database(name, self.main.host, self.main.port, self.main.user)

    @property
    def version(self) -> str:
        return self.main.ask("show server_version")

    @property
    def settings(self) -> dict[str, str]:
        names = "'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_wal_size', 'wal_level', 'autovacuum'"
        rows = self.main.ask(f"select name || '=' || current_setting(name) from pg_settings where name in ({names})")
        return dict(row.split("=", 1) for row in rows.splitlines())


def pgbench() -> Path:
    """Debian keeps it beside the server, out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"), key=lambda path: int(path.parts[4]))
    if not found:
        raise RuntimeError("there is no pgbench under /usr/lib/postgresql")
    return found[-1]

"""What the disk, the server and its tables say, read beside a measurement and not by what is measured."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from server import Database

TICKS = os.sysconf("SC_CLK_TCK")


def fsync_rate(folder: Path, seconds: float = 1) -> float:
    """8 kB written and waited for, a second: without it, a figure of another day or another machine says nothing."""
    path = folder / "fsync-probe"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        count, started = 0, time.monotonic()
        while (elapsed := time.monotonic() - started) < seconds:
            os.pwrite(file, b"\x5a" * 8192, 0)
            os.fdatasync(file)
            count += 1
        return count / elapsed
    finally:
        os.close(file)
        path.unlink()


@dataclass(frozen=True)
class Reading:
    """The server at one moment; the difference of two is what a measurement has cost it."""

    wal: int
    cpu_seconds: float
    # By table: rows made dead so far (updated or deleted), whether vacuum has come for them or not.
    killed: dict[str, int] = field(default_factory=dict)
    # By table: rows that are dead now.
    dead: dict[str, int] = field(default_factory=dict)


def read(database: Database) -> Reading:
    wal, postmaster, *tables = database.ask(
        """
        select pg_current_wal_insert_lsn() - '0/0';
        select split_part(pg_read_file('postmaster.pid'), e'\\n', 1);
        select schemaname || '.' || relname || ' ' || n_tup_upd + n_tup_del || ' ' || n_dead_tup from pg_stat_user_tables
        """
    ).splitlines()
    rows = [row.split(" ") for row in tables]
    killed = {name: int(count) for name, count, _ in rows}
    dead = {name: int(count) for name, _, count in rows}
    return Reading(int(wal), server_cpu(int(postmaster)), killed, dead)


def server_cpu(postmaster: int) -> float:
    """Of all its processes, those that have ended among them: a parent inherits the time of the children that it has
    waited for."""
    ticks = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            # The second field is a name in parentheses, which may contain anything.
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(folder.name) == postmaster:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return ticks / TICKS


def differences(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    """What has grown, and by how much."""
    grown = {name: count - before.get(name, 0) for name, count in after.items()}
    return {name: count for name, count in grown.items() if count > 0}

"""A snapshot held open for the whole run, at a constant load: what a report, a dump or a standby with feedback does to
a queue. Redress runs once more with nothing held: what a disk does in ten minutes of load is not the snapshot's doing.
"""

from __future__ import annotations

from contextlib import nullcontext
from statistics import median

from histogram import Histogram
from measurements import Figures, prepared, timed_load
from probes import differences, read
from server import Server
from subjects import Subject


def half_capacity(drains: list[Figures]) -> float:
    """Half of the jobs a second that the machine could enqueue in bulk and drain at the same time: each job costs both."""
    cost = median(1 / figures["rate"] + 1 / figures["enqueue_bulk_rate"] for figures in drains)
    return 0.5 / cost


CONTROL = "redress, nothing held"


def run(server: Server, subject: Subject, seconds: float, load: float, workers: int = 2, holds: bool = True) -> Figures:
    with prepared(server, subject) as database:
        subject.run(database, "set-up")
        with database.held_snapshot() if holds else nullcontext():
            before = read(database)
            result = timed_load(database, subject, workers, seconds, load)
            after = read(database)
    by_worker = result["tenths"]
    tenths = [Histogram.merged(worker[index] for worker in by_worker) for index in range(10)]
    rates = [tenth.total / (seconds / 10) for tenth in tenths]
    return {
        "seconds": seconds, "load": load, "workers": workers, "offered": result["offered"],
        "handled": sum(report["jobs"] for report in result["reports"]),
        "rates": rates, "loss": 1 - rates[-1] / rates[0] if rates[0] else None,
        "p50_ms": [tenth.milliseconds(0.5) for tenth in tenths], "p99_ms": [tenth.milliseconds(0.99) for tenth in tenths],
        "peak_memory": max(report["peak_memory"] for report in result["reports"]),
        "killed_by_table": differences(before.killed, after.killed),
    }  # fmt: skip

"""One figure each, on a fresh database each. Every function returns plain values that go into the JSON file as they
are.
"""

from __future__ import annotations

import time
from typing import Any

from histogram import Histogram
from probes import differences, read
from server import SQL, Database, Server
from subjects import LEAD_SECONDS, Subject

Figures = dict[str, Any]


def prepared(server: Server, subject: Subject):
    return server.fresh(migrated=subject.is_redress)


def drain(server: Server, subject: Subject, jobs: int, workers: int) -> Figures:
    """Jobs a second from the first handler to the last, of so many worker processes that found all of the jobs there."""
    with prepared(server, subject) as database:
        subject.run(database, "set-up")
        start = read(database)
        bulk = subject.run(database, "enqueue-bulk", jobs)
        database.ask("checkpoint")
        before = read(database)
        reports = subject.finish([subject.start(database, "work") for _ in range(workers)])
        after = read(database)
        # Nobody has looked at the tables since they were filled: without knowing how full they are, awa's view is counted for minutes.
        database.ask("analyze")
        kept = int(database.ask(subject.kept)) if subject.kept else None
        handled = sum(report["jobs"] for report in reports)
        seen = [report for report in reports if report["jobs"]]
        seconds = (max(report["last"] for report in seen) - min(report["first"] for report in seen)) / 1e9
        killed = differences(before.killed, after.killed)
        return {
            "jobs": jobs, "handled": handled, "kept": kept, "seconds": seconds, "rate": handled / seconds,
            "enqueue_bulk_rate": jobs / bulk["seconds"],
            "enqueue_wal_per_job": (before.wal - start.wal) / jobs, "wal_per_job": (after.wal - before.wal) / jobs,
            # A worker's own row is updated with each beat, however many jobs there are.
            "dead_per_job": sum(count for name, count in killed.items() if name != "job_queue.worker") / jobs,
            "killed_by_table": killed,
            "dead_by_table": {name: count for name, count in after.dead.items() if count},
            "worker_cpu_us": sum(report["cpu_seconds"] for report in reports) / jobs * 1e6,
            "server_cpu_us": (after.cpu_seconds - before.cpu_seconds) / jobs * 1e6,
            "peak_memory": max(report["peak_memory"] for report in reports),
        }  # fmt: skip


def enqueue_one(server: Server, subject: Subject, jobs: int, connections: int = 1) -> Figures:
    """Jobs a second, each committed before the next. For Redress beside plain INSERTs of the same row into a table with
    the same columns, defaults and indexes, on the same connections in turns."""
    with prepared(server, subject) as database:
        subject.run(database, "set-up")
        arguments: list[object] = ["enqueue-one", jobs]
        if subject.is_redress:
            subject.run(database, "enqueue-bulk", 1)
            plain = database.psql("--file", str(SQL / "plain_insert.sql"))
            arguments += ["--connections", connections, "--plain", plain]
        report = subject.run(database, *arguments)
        figures: Figures = {"jobs": report["jobs"], "rate": report["jobs"] / report["seconds"]}
        if plain_seconds := report.get("plain_seconds"):
            figures["plain_rate"] = report["jobs"] / plain_seconds
            figures["of_plain"] = plain_seconds / report["seconds"]
        return figures


def latency(server: Server, subject: Subject, seconds: float, rate: float = 50) -> Figures:
    """From before a job is enqueued to its handler's start, at one worker that has little else to do. The first tenth
    warms up."""
    with prepared(server, subject) as database:
        subject.run(database, "set-up")
        tenths = timed_load(database, subject, workers=1, seconds=seconds, rate=rate)["tenths"]
        pickup = Histogram.merged(tenth for worker in tenths for tenth in worker[1:])
        return {"pickups": pickup.total, "p50_ms": pickup.milliseconds(0.5), "p99_ms": pickup.milliseconds(0.99)}


def timed_load(database: Database, subject: Subject, workers: int, seconds: float, rate: float) -> Figures:
    """Workers and one producer at a constant rate, from and to the same instants."""
    start = time.monotonic_ns() + int(LEAD_SECONDS * 1e9)
    window = ["--start", start, "--seconds", seconds]
    processes = [subject.start(database, "work", *window) for _ in range(workers)]
    processes.append(subject.start(database, "offer", *window, "--rate", rate))
    *reports, offered = subject.finish(processes, timeout=seconds + 120)
    return {"tenths": [report["tenths"] for report in reports], "offered": offered["jobs"], "reports": reports}


def backlog(server: Server, subject: Subject, waiting: int, seconds: float = 5) -> Figures:
    """What a worker needs while so many wait: its memory, and, for Redress, the time of one claim."""
    with prepared(server, subject) as database:
        subject.run(database, "set-up")
        subject.run(database, "enqueue-bulk", waiting, timeout=3600)
        figures: Figures = {"waiting": waiting}
        if subject.is_redress:
            figures["claim_ms"] = claim_cost(database)
        window = ["--start", time.monotonic_ns() + int(LEAD_SECONDS * 1e9), "--seconds", seconds]
        figures["peak_memory"] = subject.run(database, "work", *window)["peak_memory"]
        return figures


def claim_cost(database: Database, batch: int = 10, count: int = 300) -> float:
    """Each is rolled back, so that every one finds as many waiting as the first. The first ones, in which the caches
    fill, do not count."""
    database.psql("--file", str(SQL / "join.sql"))
    database.pgbench("claim.sql", clients=1, transactions=count // 3, batch=batch)
    return database.pgbench("claim.sql", clients=1, transactions=count, batch=batch) / count * 1000


def few_waiting(server: Server, redress: Subject, waiting: int = 10) -> Figures:
    with prepared(server, redress) as database:
        redress.run(database, "set-up")
        redress.run(database, "enqueue-bulk", waiting)
        return {"waiting": waiting, "claim_ms": claim_cost(database)}


def floor(server: Server, redress: Subject, jobs: int, clients: int, batch: int = 500) -> Figures:
    """The same protocol as bare SQL, by pgbench. A client that finds every lane locked comes back empty-handed, so it
    is run again until nearly all is settled; the best number of clients counts."""
    with prepared(server, redress) as database:
        redress.run(database, "set-up")
        redress.run(database, "enqueue-bulk", jobs)
        database.psql("--file", str(SQL / "join.sql"))
        database.ask("checkpoint")
        before = read(database)
        seconds, settled, was = 0.0, 0, -1
        while was < settled < 0.95 * jobs:
            transactions = -(-(jobs - settled) // (batch * clients))
            seconds += database.pgbench("floor.sql", clients=clients, transactions=transactions, batch=batch)
            was, settled = settled, int(database.ask(redress.kept or ""))
        after = read(database)
        return {
            "jobs": settled, "clients": clients, "seconds": seconds, "rate": settled / seconds,
            "wal_per_job": (after.wal - before.wal) / settled,
            "server_cpu_us": (after.cpu_seconds - before.cpu_seconds) / settled * 1e6,
        }  # fmt: skip

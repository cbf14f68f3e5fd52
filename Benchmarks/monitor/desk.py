"""A desk with as many cases as a large shop's, worked by real workers, and a queue in which nobody takes anything."""

from __future__ import annotations

import argparse
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from server import ROOT, Database

# References of the samples: each copy gets its own, so that every case has an order and a customer to itself, as in life.
REFERENCE = re.compile(r"\b([A-Z]{2}-\d{4}-\d{4,5}|K-\d{5})\b")
ADDRESS = re.compile(r"([\w.+-]+)@")
SAMPLES = ROOT / "samples"


def fill(database: Database, chosen: argparse.Namespace, folder: Path, say: Callable[[str], None]) -> None:
    programs = chosen.programs
    producer, common = programs / "redress-producer", ["--policy", "pl", "--brief"]
    orders, complaints = folder / "orders.csv", folder / "complaints.csv"
    copies = -(-chosen.cases // lines(SAMPLES / "complaints.csv"))
    say(f"{copies} copies of the samples")
    copy(SAMPLES / "orders.csv", orders, copies)
    copy(SAMPLES / "complaints.csv", complaints, copies)
    run(database, programs / "redress", "sandbox", "mark", "--from", "2026-03-20T00:00:00Z")
    run(database, producer, "import", "orders", orders, *common)
    run(database, producer, "import", "complaints", complaints, *common)
    say(f"{database.ask('select count(*) from casework.case_record')} cases; they are worked")
    work(database, programs, folder, chosen.seconds)
    say("a queue that nobody works")
    run(database, chosen.queue_bench, "set-up")
    run(database, chosen.queue_bench, "enqueue-bulk", chosen.jobs)
    # As autovacuum does within minutes: without it nothing is answered from an index alone.
    database.ask("vacuum analyze")


def content(database: Database) -> str:
    return database.ask(
        "select format('%s cases (%s at rest), %s clocks, %s messages, %s events, %s jobs waiting', "
        "(select count(*) from casework.case_record), "
        "(select count(*) from casework.case_record where state in ('closed', 'withdrawn')), "
        "(select count(*) from casework.clock), (select count(*) from casework.notification), "
        "(select count(*) from casework.case_event), (select count(*) from job_queue.entry where kind = 'no_operation'))"
    )


def commands(database: Database) -> list[list[str]]:
    case = database.ask(
        "select reference from casework.case_record join casework.case_event using (case_id) "
        "group by reference order by count(*) desc, reference limit 1"
    )
    month = ["--from", "2026-03-01", "--to", "2026-03-31"]
    return [
        ["status"], ["sla"], ["sla", "--clock", "answer"], ["forecast", "--within", "7d"],
        ["check"], ["jobs"], ["jobs", "--queue", "notify"], ["case", case], ["explain", case],
        ["report", "causes", *month], ["report", "survey", *month], ["report", "attainment", *month], ["report", "cost", *month],
    ]  # fmt: skip


def lines(path: Path) -> int:
    return len(path.read_text().splitlines()) - 1


def copy(source: Path, target: Path, copies: int) -> None:
    head, *rows = source.read_text().splitlines(keepends=True)
    body = "".join(rows)
    with target.open("w") as file:
        file.write(head)
        for number in range(copies):
            file.write(ADDRESS.sub(rf"\1.{number}@", REFERENCE.sub(rf"\1-{number}", body)))


def work(database: Database, programs: Path, folder: Path, seconds: int) -> None:
    """Until nothing is due, or the time is over: clocks in the future stay, and that is what a desk looks like."""
    worker = [programs / "redress-worker", "--until-idle", "--mail", folder / "mail", "--log-level", "error"]
    workers = [subprocess.Popen(list(map(str, worker)), env=database.environment) for _ in range(2)]
    end = time.monotonic() + seconds
    for process in workers:
        try:
            process.wait(timeout=max(1.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.terminate()
            process.wait()


def run(database: Database, *command: object) -> None:
    answer = subprocess.run(list(map(str, command)), env=database.environment, capture_output=True, text=True)
    # A file with some rejects is not a failure here.
    if answer.returncode not in (0, 2):
        raise RuntimeError(f"{' '.join(map(str, command[:3]))}: {answer.stderr.strip()[-500:]}")

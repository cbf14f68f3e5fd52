"""The casework on top of the queue: complaints from a file to a case, and cases to where only time moves them on."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from pathlib import Path

from measurements import Figures, prepared
from server import ROOT, Database, Server
from subjects import Subject

COPIES = 40


def measure(server: Server, redress: Subject, programs: Path) -> Figures:
    with prepared(server, redress) as database, tempfile.TemporaryDirectory() as folder:
        complaints = copies(Path(folder))
        run(database, programs / "redress", "sandbox", "mark", "--from", "2026-03-20T00:00:00Z")
        producer = programs / "redress-producer"
        run(database, producer, "import", "orders", ROOT / "samples/orders.csv", "--policy", "pl", "--brief")
        intake = run(database, producer, "import", "complaints", complaints, "--policy", "pl", "--brief")
        count = int(database.ask("select count(*) from casework.case_record"))
        worker = [programs / "redress-worker", "--until-idle", "--mail", folder, "--log-level", "warning"]
        started = time.monotonic()
        workers = [start(database, *worker) for _ in range(2)]
        for process in workers:
            process.wait()
        return {"cases": count, "intake_rate": count / intake, "case_rate": count / (time.monotonic() - started)}


def copies(folder: Path) -> Path:
    """The samples' complaints, under references of their own."""
    path = folder / "complaints.ndjson"
    samples = (ROOT / "samples/complaints.ndjson").read_text()
    path.write_text("".join(re.sub(r'("reference": *"[^"]*)"', rf'\1-{copy}"', samples) for copy in range(COPIES)))
    return path


def start(database: Database, *command: object) -> subprocess.Popen[bytes]:
    silent = subprocess.DEVNULL
    return subprocess.Popen(list(map(str, command)), env=database.environment, stdout=silent, stderr=silent)


def run(database: Database, *command: object) -> float:
    """Seconds it took. A file with some rejects is not a failure here."""
    started = time.monotonic()
    start(database, *command).wait()
    return time.monotonic() - started

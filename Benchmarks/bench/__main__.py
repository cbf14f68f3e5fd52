"""Started by scripts/bench, which builds first."""

from __future__ import annotations

import json
import os
import platform
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import chart
import options
import report
from peers import PEERS, install
from rounds import Run
from server import ROOT, Server
from subjects import Subject


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", file=sys.stderr, flush=True)


def main() -> int:
    # So that the server and the workers go when this is ended, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    chosen = options.parse([peer.name for peer in PEERS])
    redress = Subject(
        "redress", [str(chosen.queue_bench)], "", "select count(*) from job_queue.outcome where result = 'done'",
        jobs=chosen.jobs, is_redress=True,
    )  # fmt: skip
    subjects, missing = [redress], {}
    for peer in PEERS:
        if peer.name in chosen.peers:
            try:
                subjects.append(install(peer, chosen.cache, say))
            except RuntimeError as error:
                missing[peer.name] = str(error)
                say(f"without {peer.name}: {error}")
    # On the same disk as the clone; the probe writes beside the server.
    with tempfile.TemporaryDirectory(prefix=".redress-bench.", dir=ROOT) as folder:
        with Server(chosen.redress, Path(folder) / "server") as server:
            run = Run(server, subjects, chosen, Path(folder), say)
            result: dict[str, Any] = {
                "machine": machine(server), "options": {name: str(value) for name, value in vars(chosen).items()},
                "subjects": {subject.name: subject.version for subject in subjects}, "missing": missing,
            }  # fmt: skip
            result |= run.everything()
    text = report.text(result)
    chosen.output.mkdir(parents=True, exist_ok=True)
    (chosen.output / "bench.json").write_text(json.dumps(result, indent=1) + "\n")
    (chosen.output / "bench.txt").write_text(text)
    (chosen.output / "bench.svg").write_text(chart.svg(result))
    print(text, end="")
    say(f"written: {chosen.output}/bench.txt, bench.json, bench.svg")
    return 1 if run.failed_for("redress") else 0


def machine(server: Server) -> dict[str, Any]:
    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())  # fmt: skip
    return {
        "date": time.strftime("%Y-%m-%d %H:%M %Z"), "cores": os.cpu_count(), "cpu": cpu, "kernel": platform.release(),
        "postgresql": server.version, "settings": server.settings,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())

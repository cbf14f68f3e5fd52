"""Started by scripts/bench-monitor, which builds first: what looking costs the database.

A desk is filled (see desk.py), then each command of redress-monitor is run, and the server's log tells what its statements took.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "bench"))

import desk  # noqa: E402
import statements  # noqa: E402
from server import ROOT, Server  # noqa: E402

LIMIT = 200.0


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {words}", file=sys.stderr, flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench-monitor", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="100000 if not said")
    parser.add_argument("--jobs", type=int, default=1_000_000, help="that wait in a queue; a million if not said")
    parser.add_argument("--seconds", type=int, default=900, help="for working the cases at most; 900 if not said")
    parser.add_argument("--rounds", type=int, default=3, help="of each command; the median counts; 3 if not said")
    parser.add_argument("--desk", type=Path, help="a folder in which the filled desk stays, for the next run to measure again")
    parser.add_argument("--plans", type=Path, help="a file for the plans of all statements")
    parser.add_argument("--programs", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--queue-bench", type=Path, required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    with ExitStack() as stack:
        folder = chosen.desk or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=".redress-bench.", dir=ROOT)))
        folder.mkdir(exist_ok=True)
        server = stack.enter_context(Server(chosen.programs / "redress", folder.resolve() / "server"))
        database = server.kept("desk", lambda database: desk.fill(database, chosen, folder, say))
        filled = desk.content(database)
        log = statements.Log(database)
        report = [statements.measure(log, chosen.programs, command, chosen.rounds) for command in desk.commands(database)]
        if chosen.plans:
            chosen.plans.write_text(statements.plans(log, chosen.programs, desk.commands(database)))
        version = server.version
    print(f"PostgreSQL {version}; {filled}\n")
    print(f"{'command':<44} {'statements':>10} {'database ms':>12}   the dearest statement")
    for line in report:
        print(line)
    slow = [line for line in report if line.milliseconds > LIMIT]
    print(f"\n{len(report) - len(slow)} of {len(report)} commands within {LIMIT:.0f} ms of database time")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())

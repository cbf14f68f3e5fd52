"""What a newcomer reads first: `scripts/bench --help`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

HELP = """\
Measures Redress's job queue, the floor below it and its peers, on a private PostgreSQL of this run (fsync on, the same
settings for all), and writes a table, a JSON file with every single figure, and a chart.

Every round measures everybody, in turns and each time on a fresh database, beside a probe of the disk. Ratios within a
run can be compared with those of another; absolute figures of different machines, or of different hours on one, cannot.

  enqueue 1    jobs a second, each committed before the next; for Redress beside a plain INSERT of the same row, in turns
  bulk         jobs a second by the fastest bulk call
  drain 1 2 4  jobs a second that do nothing, through 1, 2, 4 worker processes, their results kept
  floor        the same protocol as Redress's as bare SQL, by pgbench
  p50 p99      milliseconds from enqueue to the handler's start, at an idle worker
  WAL dead     bytes of log, and rows made dead, for each job from claim to result (one worker)
  CPU          microseconds a job, in the worker and in the server (one worker)
  memory       at most, of one worker, with jobs waiting
  claim        milliseconds of one claim with 10 waiting, and with a million
  pinned       with a snapshot held open and a constant load at half of capacity; Redress beside itself with nothing held

docs/benchmarks.md tells what each means and how each peer is set up. The first run builds for release (ten minutes on
two cores) and installs the peers into the cache; both are kept."""


@dataclass
class Options:
    rounds: int
    quick: bool
    peers: list[str]
    jobs: int
    peer_share: float
    waiting: int
    peer_waiting: int
    latency_seconds: float
    pinned: bool
    pinned_seconds: float
    pinned_peer_seconds: float
    pinned_load: float | None
    skip_rounds: bool
    cases: bool
    output: Path
    cache: Path
    redress: Path
    queue_bench: Path


def parse(known_peers: list[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="one round with small counts, in a few minutes: does it run, and roughly where")
    add("--rounds", type=count, metavar="N", help="3 if not said; 1 with --quick")
    add("--peers", type=lambda names: names.split(",") if names != "none" else [], metavar="NAMES", default=known_peers,
        help=f"of {', '.join(known_peers)}, with commas; or none; all if not said")  # fmt: skip
    add("--jobs", type=count, metavar="N", help="in each drain of Redress; 400000 if not said, 100000 with --quick")
    add("--waiting", type=count, metavar="N", default=1_000_000, help="for Redress's memory and claim; a million if not said")
    add("--peer-waiting", type=count, metavar="N", help="for the peers' memory; 100000 if not said, as most enqueue slowly")
    add("--pinned", action="store_true", help="the pinned run too, after the rounds: twice ten minutes for Redress, two for each peer")
    add("--pinned-seconds", type=float, metavar="S", help="for Redress")
    add("--pinned-peer-seconds", type=float, metavar="S", help="for each peer")
    add("--pinned-load", type=float, metavar="RATE", help="jobs a second for Redress, instead of half of the measured capacity")
    add("--pinned-only", action="store_true", dest="skip_rounds", help="of the rounds only what tells the capacity")
    add("--cases", action="store_true", help="cases a second, from a file and on to where only time moves them, too")
    add("--output", type=Path, metavar="FOLDER", default=Path(".redress-bench"),
        help="for bench.txt, bench.json and bench.svg; .redress-bench if not said")  # fmt: skip
    add("--cache", type=Path, metavar="FOLDER", default=Path("/var/tmp/redress-peers"),
        help="for the peers' environments; /var/tmp/redress-peers if not said")  # fmt: skip
    add("--redress", type=Path, default=Path(), help=argparse.SUPPRESS)
    add("--queue-bench", type=Path, default=Path(), help=argparse.SUPPRESS)
    add("--check", action="store_true", help=argparse.SUPPRESS)
    words = parser.parse_args()
    unknown = set(words.peers) - set(known_peers)
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if words.check:
        sys.exit(0)
    quick = words.quick
    return Options(
        rounds=words.rounds or (1 if quick else 3), quick=quick, peers=words.peers,
        jobs=words.jobs or (100_000 if quick else 400_000), peer_share=0.4 if quick else 1,
        waiting=words.waiting, peer_waiting=words.peer_waiting or (5_000 if quick else 100_000),
        latency_seconds=5 if quick else 20,
        pinned=words.pinned or words.skip_rounds,
        pinned_seconds=words.pinned_seconds or (30 if quick else 600),
        pinned_peer_seconds=words.pinned_peer_seconds or (20 if quick else 120),
        pinned_load=words.pinned_load, skip_rounds=words.skip_rounds, cases=words.cases,
        output=words.output, cache=words.cache, redress=words.redress, queue_bench=words.queue_bench,
    )  # fmt: skip


def count(word: str) -> int:
    number = int(word.replace("_", ""))
    if not 1 <= number <= 1_000_000_000:
        raise argparse.ArgumentTypeError("1 to 1000000000")
    return number

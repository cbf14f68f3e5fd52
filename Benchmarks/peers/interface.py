"""What every peer's adapter offers to the benchmark, as one program with sub-commands; `queue-bench` offers the same
for Redress.

    set-up                                   the peer's schema, in an empty database
    enqueue-bulk N                           N jobs, in the peer's fastest way that its docs name
    enqueue-one N                            N jobs, each committed before the next
    work [--quit-after SECONDS]              a worker until nothing has come for 2.5 s (the given time, if nothing at all)
    work --start INSTANT --seconds S         a worker until then, counting each tenth of the time apart
    offer --start INSTANT --seconds S --rate R   jobs at a constant rate, each with the instant at which it was sent

The database is PG* in the environment. Each command prints one line of JSON. Instants are CLOCK_MONOTONIC in
nanoseconds, which all processes of a machine share; a job carries the one at which it was sent, so pickup latency is
what its handler sees on the clock minus that. Rates are counted from the first handler to the last, so that nobody pays
for an interpreter's start.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import math
import os
import time
from abc import ABC, abstractmethod

TENTHS = 10
# Latencies are counted in buckets 2 % apart: a run may have millions of them.
BUCKETS_PER_E = 1 / math.log(1.02)


class Recorder:
    """What the handlers of one worker process have seen. Not for several threads."""

    def __init__(self, start: int = 0, seconds: float = 0) -> None:
        self.jobs = 0
        self.first = self.last = 0
        self.start, self.length = start, int(seconds * 1e9)
        self.tenths: list[dict[int, int]] = [{} for _ in range(TENTHS)]
        self.started_cpu = self.cpu = 0.0

    def record(self, sent: int) -> None:
        now = time.monotonic_ns()
        if not self.jobs:
            self.first, self.started_cpu = now, time.process_time()
        self.jobs += 1
        self.last = now
        if self.length and 0 <= now - self.start < self.length:
            counts = self.tenths[(now - self.start) * TENTHS // self.length]
            bucket = int(math.log(max(now - sent, 1)) * BUCKETS_PER_E)
            counts[bucket] = counts.get(bucket, 0) + 1

    async def end(self, quit_after: float) -> None:
        """Returns when the time is over or, without one, when no job has come for 2.5 s; none at all: after
        `quit_after`."""
        began, seen = time.monotonic_ns(), 0
        while True:
            await asyncio.sleep(0.1)
            now = time.monotonic_ns()
            if self.last != seen:
                seen, self.cpu = self.last, time.process_time()
            if self.length:
                if now >= self.start + self.length:
                    return
            elif now - (self.last or began) > (2.5e9 if self.jobs else quit_after * 1e9):
                return

    def report(self) -> dict[str, object]:
        return {
            "jobs": self.jobs, "first": self.first, "last": self.last, "cpu_seconds": max(self.cpu - self.started_cpu, 0),
            "peak_memory": peak_memory(), "tenths": self.tenths if self.length else [],
        }


def peak_memory() -> int:
    """Bytes. Not getrusage's: that one remembers the process which this one was forked from."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))


def database_url(**options: str) -> str:
    """For clients that know neither PG* nor libpq's words."""
    from urllib.parse import quote

    environment = os.environ
    words = {"host": environment["PGHOST"], **options}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in words.items())
    return f"postgres://{environment['PGUSER']}@localhost:{environment['PGPORT']}/{environment['PGDATABASE']}?{query}"


class Peer(ABC):
    """One job queue. The queue is called `bench`; its only job takes the instant at which it was sent, and does
    nothing."""

    # Jobs in one call of `enqueue_bulk`: as many as the peer's own bulk call takes best.
    bulk_size = 1000

    @abstractmethod
    async def set_up(self) -> None: ...

    @abstractmethod
    async def open(self) -> None:
        """A producer's connections."""

    @abstractmethod
    async def close(self) -> None: ...

    @abstractmethod
    async def enqueue_one(self, sent: int) -> None: ...

    @abstractmethod
    async def enqueue_bulk(self, sent: list[int]) -> None: ...

    @abstractmethod
    async def work(self, recorder: Recorder, until: asyncio.Event) -> None:
        """Runs a worker that calls `recorder.record` for each job; returns when `until` is set and what was done is
        settled."""


async def enqueue_bulk(peer: Peer, jobs: int) -> dict[str, object]:
    await peer.open()
    started = time.monotonic_ns()
    for done in range(0, jobs, peer.bulk_size):
        await peer.enqueue_bulk([started] * min(peer.bulk_size, jobs - done))
    ended = time.monotonic_ns()
    await peer.close()
    return {"jobs": jobs, "seconds": (ended - started) / 1e9}


async def enqueue_one(peer: Peer, jobs: int) -> dict[str, object]:
    await peer.open()
    await peer.enqueue_one(time.monotonic_ns())  # prepares statements
    started = time.monotonic_ns()
    for _ in range(jobs):
        await peer.enqueue_one(started)
    ended = time.monotonic_ns()
    await peer.close()
    return {"jobs": jobs, "seconds": (ended - started) / 1e9}


async def offer(peer: Peer, start: int, seconds: float, rate: float) -> dict[str, object]:
    """What falls behind is offered later, with the instant at which it really was sent: the shortfall shows in `jobs`."""
    await peer.open()
    tick, offered = max(0.01, 1 / rate), 0
    while (elapsed := (time.monotonic_ns() - start) / 1e9) < seconds:
        due = int(elapsed * rate) - offered if elapsed > 0 else 0
        now = time.monotonic_ns()
        if due == 1:
            await peer.enqueue_one(now)
        elif due > 1:
            due = min(due, peer.bulk_size)
            await peer.enqueue_bulk([now] * due)
        offered += due
        # Up to the next multiple of the tick, so that the pace does not drift.
        await asyncio.sleep(tick - (time.monotonic_ns() - start) / 1e9 % tick)
    await peer.close()
    return {"jobs": offered, "seconds": seconds}


async def work(peer: Peer, recorder: Recorder, quit_after: float) -> dict[str, object]:
    until = asyncio.Event()
    worker = asyncio.create_task(peer.work(recorder, until))
    end = asyncio.create_task(recorder.end(quit_after))
    await asyncio.wait({worker, end}, return_when=asyncio.FIRST_COMPLETED)
    report = recorder.report()
    until.set()
    await worker
    return report


def main(peer: Peer) -> None:
    logging.disable(logging.WARNING)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("set-up")
    for name in ("enqueue-bulk", "enqueue-one"):
        commands.add_parser(name).add_argument("jobs", type=int)
    for name in ("work", "offer"):
        timed = commands.add_parser(name)
        timed.add_argument("--start", type=int, default=0)
        timed.add_argument("--seconds", type=float, default=0)
        timed.add_argument("--rate" if name == "offer" else "--quit-after", type=float, default=20)
    arguments = parser.parse_args()
    asyncio.run(run_and_leave(peer, arguments))


async def run_and_leave(peer: Peer, arguments: argparse.Namespace) -> None:
    await run(peer, arguments)
    # What is settled is settled; some have threads or timers that would keep the process for minutes.
    os._exit(0)


async def run(peer: Peer, arguments: argparse.Namespace) -> None:
    match arguments.command:
        case "set-up":
            await peer.set_up()
            report: dict[str, object] = {}
        case "enqueue-bulk":
            report = await enqueue_bulk(peer, arguments.jobs)
        case "enqueue-one":
            report = await enqueue_one(peer, arguments.jobs)
        case "offer":
            report = await offer(peer, arguments.start, arguments.seconds, arguments.rate)
        case _:
            recorder = Recorder(arguments.start, arguments.seconds)
            report = await work(peer, recorder, arguments.quit_after)
    print(json.dumps(report), flush=True)

"""Chancy 0.26 on psycopg with its C parts. Keeps: the job's row, with its state, until a pruner is configured.

Set up as its docs advise for many small jobs: the asyncio executor (the default one forks a process for each slot),
eager polling, and `push_many`. A worker writes completions once a second, which is not an option of it.
"""

from __future__ import annotations

import asyncio
import logging

from chancy import Chancy, Job, Queue, Worker
from interface import Peer, Recorder, main

CONCURRENCY = 500
recorder = Recorder()


async def no_operation(*, sent: int) -> None:
    recorder.record(sent)


def job(sent: int) -> Job:
    # By name: this module is __main__ here, and would be another one to the worker that imports it.
    return Job(func="__main__.no_operation", queue="bench", kwargs={"sent": sent})


def chancy() -> Chancy:
    quiet = logging.getLogger("chancy")
    quiet.setLevel(logging.ERROR)
    return Chancy("", log=quiet)


class ChancyPeer(Peer):
    async def set_up(self) -> None:
        async with chancy() as app:
            await app.migrate()
            await app.declare(
                Queue(
                    "bench", concurrency=CONCURRENCY, executor=Chancy.Executor.Async, eager_polling=True, polling_interval=1
                )
            )

    async def open(self) -> None:
        self.app = await chancy().__aenter__()

    async def close(self) -> None:
        await self.app.__aexit__(None, None, None)

    async def enqueue_one(self, sent: int) -> None:
        await self.app.push(job(sent))

    async def enqueue_bulk(self, sent: list[int]) -> None:
        async for _ in self.app.push_many([job(instant) for instant in sent]):
            pass

    async def work(self, recorder_of_run: Recorder, until: asyncio.Event) -> None:
        global recorder
        recorder = recorder_of_run
        async with chancy() as app, Worker(app, register_signal_handlers=False):
            await until.wait()


if __name__ == "__main__":
    main(ChancyPeer())

"""Oban for Python 0.7 (free edition) on psycopg's C parts, with uvloop. Keeps: the job's row as `completed`, until its
pruner removes it.

Set up as its docs advise for throughput: `enqueue_many` for bulk, a high limit, and one producer a process. Its pruner
keeps what is younger than a day, which here is everything.
"""

from __future__ import annotations

import asyncio

import uvloop
from interface import Peer, Recorder, main
from oban import Oban, worker
from oban.schema import install
from psycopg_pool import AsyncConnectionPool

LIMIT = 200
recorder = Recorder()


@worker(queue="bench")
class NoOperation:
    async def process(self, job) -> None:
        recorder.record(job.args["sent"])


class ObanPeer(Peer):
    async def set_up(self) -> None:
        await self.open()
        await install(self.pool)
        await self.close()

    async def open(self) -> None:
        self.pool = AsyncConnectionPool("", min_size=1, max_size=5, open=False)
        await self.pool.open()
        self.oban = Oban(pool=self.pool)

    async def close(self) -> None:
        await self.pool.close()

    async def enqueue_one(self, sent: int) -> None:
        await self.oban.enqueue(NoOperation.new({"sent": sent}))

    async def enqueue_bulk(self, sent: list[int]) -> None:
        await self.oban.enqueue_many([NoOperation.new({"sent": instant}) for instant in sent])

    async def work(self, recorder_of_run: Recorder, until: asyncio.Event) -> None:
        global recorder
        recorder = recorder_of_run
        await self.open()
        async with Oban(pool=self.pool, queues={"bench": LIMIT}):
            await until.wait()
        await self.close()


if __name__ == "__main__":
    uvloop.install()
    main(ObanPeer())

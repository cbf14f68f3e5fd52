"""PgQueuer 1 on asyncpg with uvloop. Keeps: a row in pgqueuer_log for each job; the job's own row is deleted.

Set up as its benchmark tool is: uvloop, lists for bulk, a large dequeue batch. Completions are flushed by the batch, or
after 0.1 s. The tables are logged ones (its `balanced` and `volatile` durability, which lose the queue in a crash, are
not compared).
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import asyncpg
import uvloop
from interface import Peer, Recorder, main
from pgqueuer import PgQueuer
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver
from pgqueuer.adapters.persistence.queries import Queries
from pgqueuer.domain.models import Job

BATCH = 200


class Pgqueuer(Peer):
    async def set_up(self) -> None:
        await self.open()
        await self.queries.install()
        await self.close()

    async def open(self) -> None:
        self.connection = await asyncpg.connect()
        self.queries = Queries(AsyncpgDriver(self.connection))

    async def close(self) -> None:
        await self.connection.close()

    async def enqueue_one(self, sent: int) -> None:
        await self.queries.enqueue("no_operation", str(sent).encode())

    async def enqueue_bulk(self, sent: list[int]) -> None:
        count = len(sent)
        await self.queries.enqueue(
            ["no_operation"] * count, [str(instant).encode() for instant in sent], [0] * count
        )

    async def work(self, recorder: Recorder, until: asyncio.Event) -> None:
        async with asyncpg.create_pool(min_size=2, max_size=4) as pool:
            queue = PgQueuer.from_asyncpg_pool(pool)

            @queue.entrypoint("no_operation")
            async def no_operation(job: Job) -> None:
                recorder.record(int(job.payload or b"0"))

            worker = asyncio.create_task(queue.run(dequeue_timeout=timedelta(seconds=1), batch_size=BATCH))
            await until.wait()
            queue.shutdown.set()
            await worker


if __name__ == "__main__":
    uvloop.install()
    main(Pgqueuer())

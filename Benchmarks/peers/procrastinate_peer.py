"""Procrastinate 3 on psycopg with its C parts. Keeps: the job's row as `succeeded`, and a row in procrastinate_events
for each change.

Set up as its docs advise for throughput: an asynchronous app, `defer_batch` for bulk, a worker with concurrency (one
statement fetches one job, so jobs in parallel are what fills the connections), NOTIFY on, jobs never deleted. Without
the pool's check of each connection before each use, which is a round trip more. 4, 20 and 50 jobs at once were tried:
82, 102 and 109 jobs/s on a busy disk.
"""

from __future__ import annotations

import asyncio

import procrastinate
from interface import Peer, Recorder, main
from psycopg_pool import AsyncConnectionPool

CONCURRENCY = 50
CONNECTIONS = 10


def pool(**settings: object) -> AsyncConnectionPool:
    return AsyncConnectionPool(**{**settings, "min_size": 1, "max_size": CONNECTIONS, "check": None})


class Procrastinate(Peer):
    def __init__(self) -> None:
        connector = procrastinate.PsycopgConnector(pool_factory=pool)
        self.app = procrastinate.App(connector=connector)
        self.recorder = Recorder()

        @self.app.task(queue="bench", name="no_operation")
        async def no_operation(sent: int) -> None:
            self.recorder.record(sent)

        self.task = no_operation

    async def set_up(self) -> None:
        async with self.app.open_async():
            await self.app.schema_manager.apply_schema_async()

    async def open(self) -> None:
        await self.app.open_async()

    async def close(self) -> None:
        await self.app.close_async()

    async def enqueue_one(self, sent: int) -> None:
        await self.task.defer_async(sent=sent)

    async def enqueue_bulk(self, sent: list[int]) -> None:
        await self.task.batch_defer_async(*({"sent": instant} for instant in sent))

    async def work(self, recorder: Recorder, until: asyncio.Event) -> None:
        self.recorder = recorder
        async with self.app.open_async():
            worker = asyncio.create_task(
                self.app.run_worker_async(
                    queues=["bench"], concurrency=CONCURRENCY, delete_jobs="never", install_signal_handlers=False
                )
            )
            await until.wait()
            worker.cancel()  # its way of stopping: what runs is finished and settled
            await asyncio.wait({worker})


if __name__ == "__main__":
    main(Procrastinate())

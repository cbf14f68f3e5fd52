"""awa-pg 0.6 (Rust, handlers in Python). Keeps: a compact row for each batch, expanded by the view terminal_jobs, only
until the ring's slot is pruned, which comes soon after it is rotated (a second, if nothing is said); afterwards a
count. Retention in hours does not change that (tried). So that there is a result for each job as with the others, the
ring is rotated every ten minutes here.

Set up as its docs advise for a hot queue: queue storage (the default of a fresh migration), COPY for bulk, two
claimers. Logical partitions are not used: they give up the order of one queue.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass

import awa
from interface import Peer, Recorder, database_url, main

WORKERS = 256
CLAIMERS = 2
CLAIM_BATCH = 512
ROTATE_MS = 600_000


@dataclass
class NoOperation:
    sent: int


async def nothing(job: awa.Job) -> None:
    """A handler for a worker that finds no jobs."""


class Awa(Peer):
    async def set_up(self) -> None:
        await self.open()
        await self.client.migrate()
        # The first worker switches a fresh database to queue storage; until then COPY is refused.
        self.client.task(NoOperation, queue="bench")(nothing)
        await self.client.start([("bench", 1)])
        while json.loads(await self.client.storage_status())["active_engine"] != "queue_storage":
            await asyncio.sleep(0.05)
        await self.client.shutdown()
        await self.close()

    async def open(self) -> None:
        self.client = awa.AsyncClient(database_url(), max_connections=4)

    async def close(self) -> None:
        await self.client.close()

    async def enqueue_one(self, sent: int) -> None:
        await self.client.insert(NoOperation(sent), queue="bench")

    async def enqueue_bulk(self, sent: list[int]) -> None:
        await self.client.enqueue_many_copy([NoOperation(instant) for instant in sent], queue="bench")

    async def work(self, recorder: Recorder, until: asyncio.Event) -> None:
        client = awa.AsyncClient(database_url(), max_connections=10)

        @client.task(NoOperation, queue="bench")
        async def no_operation(job: awa.Job) -> None:
            recorder.record(job.args.sent)

        await client.start(
            [{"name": "bench", "max_workers": WORKERS, "claimers": CLAIMERS, "claim_batch_size": CLAIM_BATCH}],
            poll_interval_ms=50,
            queue_storage_queue_rotate_interval_ms=ROTATE_MS,
        )
        await until.wait()
        # Its end waits for the ring's timer; completions are flushed within a millisecond, and a second later nothing runs.
        await asyncio.wait({asyncio.ensure_future(client.shutdown(timeout_ms=1000))}, timeout=1)


if __name__ == "__main__":
    main(Awa())

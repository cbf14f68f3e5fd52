"""Latencies as the workers count them: buckets 2 % apart, so that a run of any length fits, and those of several
workers add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

BASE = 1.02


class Histogram:
    def __init__(self) -> None:
        self.counts: Counter[int] = Counter()

    @classmethod
    def merged(cls, parts: Iterable[dict[str, int]]) -> Histogram:
        histogram = cls()
        for part in parts:
            histogram.counts.update({int(bucket): count for bucket, count in part.items()})
        return histogram

    @property
    def total(self) -> int:
        return self.counts.total()

    def milliseconds(self, share: float) -> float | None:
        """The latency that this share of the jobs did not exceed, to the upper end of its bucket."""
        left = share * self.total
        for bucket in sorted(self.counts):
            left -= self.counts[bucket]
            if left <= 0:
                return BASE ** (bucket + 1) / 1e6
        return None

"""Who is measured: Redress, and each peer, through programs with the same sub-commands (Benchmarks/peers/interface.py
tells them).
"""

from __future__ import annotations

import json
import subprocess
import time
from dataclasses import dataclass, field
from typing import Any

from server import Database

# Until then every process of a measurement must have started: an interpreter with its imports takes its time when several start
# at once.
LEAD_SECONDS = 5.0


@dataclass(frozen=True)
class Subject:
    name: str
    command: list[str]
    version: str
    # SQL that counts the results which are kept; None where none is.
    kept: str | None
    environment: dict[str, str] = field(default_factory=dict)
    # Of a drain; chosen so that one takes some seconds.
    jobs: int = 0
    is_redress: bool = False

    def start(self, database: Database, *arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*self.command, *map(str, arguments)], env={**database.environment, **self.environment},
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, database: Database, *arguments: object, timeout: float = 900) -> dict[str, Any]:
        return self.finish([self.start(database, *arguments)], timeout)[0]

    def finish(self, processes: list[subprocess.Popen[str]], timeout: float = 900) -> list[dict[str, Any]]:
        """What each has printed last; all are gone afterwards, in whatever way."""
        end, reports = time.monotonic() + timeout, []
        try:
            for process in processes:
                output, errors = process.communicate(timeout=max(end - time.monotonic(), 1))
                if process.returncode:
                    last = (errors.strip().splitlines() or ["it said nothing"])[-1]
                    raise RuntimeError(f"exit code {process.returncode}: {last[:300]}")
                reports.append(json.loads(output.splitlines()[-1]))
        except subprocess.TimeoutExpired:
            raise RuntimeError(f"{self.name}: not ended after {timeout:.0f} s") from None
        finally:
            for process in processes:
                if process.poll() is None:
                    process.kill()
                    process.communicate()
        return reports

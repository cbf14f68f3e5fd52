"""What each statement of a command took, by the server's own log."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from server import Database

# "duration: 1.234 ms  bind monitor_queues: select …": an unnamed statement's name is <unnamed>.
DURATION = re.compile(r"duration: ([\d.]+) ms\s+(?:parse|bind|execute|statement)(?: ([^:/]+))?")


class Log:
    def __init__(self, database: Database) -> None:
        self.path = Path(database.ask("show data_directory")).parent / "server.log"
        self.database = database

    def since(self, command: list[str], **settings: str) -> str:
        """What the server wrote while the command ran."""
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        before = self.path.stat().st_size
        answer = subprocess.run(
            command, env={**self.database.environment, "PGOPTIONS": options}, capture_output=True, text=True
        )
        # check exits with what it found.
        if answer.returncode and "check" not in command:
            raise RuntimeError(f"{' '.join(command)}: {answer.stderr.strip()}")
        with self.path.open(errors="replace") as file:
            file.seek(before)
            return file.read()


@dataclass(frozen=True)
class Cost:
    command: str
    statements: int
    milliseconds: float
    dearest: str

    def __str__(self) -> str:
        return f"{self.command:<44} {self.statements:>10} {self.milliseconds:>12.1f}   {self.dearest}"


def measure(log: Log, programs: Path, command: list[str], rounds: int) -> Cost:
    """The median of the rounds; planning is part of it, as every command is a new session."""
    runs = [costs(log, programs, command) for _ in range(rounds)]
    run = sorted(runs, key=lambda costs: sum(costs.values()))[len(runs) // 2]
    name, most = max(run.items(), key=lambda item: item[1])
    total = statistics.median(sum(costs.values()) for costs in runs)
    return Cost(" ".join(command), len(run), total, f"{name} {most:.1f}")


def costs(log: Log, programs: Path, command: list[str]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    text = log.since([str(programs / "redress-monitor"), *command], log_min_duration_statement="0")
    for milliseconds, name in DURATION.findall(text):
        found[name.strip() or "sql"] += float(milliseconds)
    return dict(found)


def plans(log: Log, programs: Path, commands: list[list[str]]) -> str:
    settings = {
        "session_preload_libraries": "auto_explain", "auto_explain.log_min_duration": "0", "auto_explain.log_analyze": "on",
        "auto_explain.log_buffers": "on", "auto_explain.log_timing": "off",
    }  # fmt: skip
    return "\n\n".join(
        f"=== {' '.join(command)}\n" + log.since([str(programs / "redress-monitor"), *command], **settings)
        for command in commands
    )

"""The rounds: each measurement is made for everybody in turns before the next one begins, and who is first changes with
the round.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cases
import measurements
import pinned
from options import Options
from probes import fsync_rate
from server import Server
from subjects import Subject

WORKERS = (1, 2, 4)


class Run:
    def __init__(
        self, server: Server, subjects: list[Subject], options: Options, folder: Path, say: Callable[[str], None]
    ) -> None:
        self.server, self.subjects, self.options, self.folder, self.say = server, subjects, options, folder, say
        self.redress = subjects[0]
        self.rounds: list[dict[str, Any]] = []
        self.failures: list[dict[str, str]] = []

    def everything(self) -> dict[str, Any]:
        for index in range(self.options.rounds):
            self.rounds.append({"fsync": [], "figures": {subject.name: {} for subject in self.subjects}})
            self.round(index)
        held = self.pinned() if self.options.pinned else {}
        return {"rounds": self.rounds, "pinned": held, "failures": self.failures}

    def failed_for(self, name: str) -> bool:
        return any(failure["subject"] == name for failure in self.failures)

    def round(self, index: int) -> None:
        turned = self.subjects[index % len(self.subjects) :] + self.subjects[: index % len(self.subjects)]
        for workers in (2,) if self.options.skip_rounds else WORKERS:
            self.probe_disk()
            for subject in turned:
                self.measure(subject, f"drain_{workers}", measurements.drain, self.jobs(subject), workers)
            self.measure(self.redress, f"floor_{workers}", measurements.floor, self.redress.jobs, workers)
        if self.options.skip_rounds:
            return
        self.probe_disk()
        for subject in turned:
            self.measure(subject, "enqueue_one", measurements.enqueue_one, 1_000 if self.options.quick else 5_000)
        self.measure(self.redress, "enqueue_one_8", measurements.enqueue_one, 4_000 if self.options.quick else 20_000, 8)
        for subject in turned:
            self.measure(subject, "latency", measurements.latency, self.options.latency_seconds)
        self.measure(self.redress, "few_waiting", measurements.few_waiting)
        for subject in turned:
            waiting = self.options.waiting if subject.is_redress else self.options.peer_waiting
            # Of the peers once: with 100 000 to enqueue it takes its time, and memory hardly varies.
            if subject.is_redress or index == 0:
                self.measure(subject, "backlog", measurements.backlog, waiting)
        if self.options.cases:
            self.measure(self.redress, "cases", cases.measure, self.options.redress.parent)
        self.probe_disk()

    def pinned(self) -> dict[str, Any]:
        held: dict[str, Any] = {}
        for subject in self.subjects:
            drains = [figures[subject.name]["drain_2"] for figures in self.figures if "drain_2" in figures[subject.name]]
            if not drains:
                continue
            seconds = self.options.pinned_seconds if subject.is_redress else self.options.pinned_peer_seconds
            load = (subject.is_redress and self.options.pinned_load) or pinned.half_capacity(drains)
            self.say(f"pinned: {subject.name}, {load:.0f} jobs/s for {seconds:.0f} s")
            try:
                if subject.is_redress:
                    held[pinned.CONTROL] = pinned.run(self.server, subject, seconds, load, holds=False)
                held[subject.name] = pinned.run(self.server, subject, seconds, load)
            except RuntimeError as error:
                self.fail(subject, "pinned", error)
        return held

    @property
    def figures(self) -> list[dict[str, Any]]:
        return [round["figures"] for round in self.rounds]

    def jobs(self, subject: Subject) -> int:
        return subject.jobs if subject.is_redress else int(subject.jobs * self.options.peer_share)

    def probe_disk(self) -> None:
        self.rounds[-1]["fsync"].append(fsync_rate(self.folder))

    def measure(self, subject: Subject, name: str, how: Callable[..., dict[str, Any]], *arguments: Any) -> None:
        self.say(f"round {len(self.rounds)}: {name}, {subject.name}")
        try:
            self.rounds[-1]["figures"][subject.name][name] = how(self.server, subject, *arguments)
        except RuntimeError as error:
            self.fail(subject, name, error)

    def fail(self, subject: Subject, name: str, error: RuntimeError) -> None:
        """The others go on; the report tells it."""
        self.say(f"failed: {name}, {subject.name}: {error}")
        self.failures.append({"round": str(len(self.rounds)), "subject": subject.name, "measurement": name, "error": str(error)})

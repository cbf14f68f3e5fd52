"""The result as text: ratios and goals first, as they decide; then everybody's figures, medians over the rounds."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import Any

from pinned import CONTROL

Result = dict[str, Any]
# With 1, 2 and 4 clients of pgbench.
FLOORS = ("floor_1", "floor_2", "floor_4")


class Summary:
    """Medians over the rounds, of whoever was measured."""

    def __init__(self, result: Result) -> None:
        self.result = result
        self.names = list(result["subjects"])

    def values(self, name: str, measurement: str, key: str) -> list[float]:
        figures = (round["figures"].get(name, {}).get(measurement, {}).get(key) for round in self.result["rounds"])
        return [value for value in figures if value is not None]

    def value(self, name: str, measurement: str, key: str) -> float | None:
        values = self.values(name, measurement, key)
        return median(values) if values else None

    def ratios(self, above: str, below: tuple[str, ...], key: str) -> list[float]:
        """Of one measurement of Redress to the best of others in the same round, for each round."""
        found = []
        for round in self.result["rounds"]:
            figures = round["figures"]["redress"]
            beside = [figures[name][key] for name in below if name in figures]
            if above in figures and beside:
                found.append(figures[above][key] / max(beside))
        return found

    def drain(self, name: str) -> float | None:
        """At the number of workers that suits it best."""
        rates = [self.value(name, f"drain_{workers}", "rate") for workers in (1, 2, 4)]
        return max((rate for rate in rates if rate), default=None)

    def fastest_peer(self) -> tuple[str, float] | None:
        keeping = [name for name in self.names[1:] if any(self.values(name, f"drain_{workers}", "kept") for workers in (1, 2, 4))]
        rates = [(name, self.drain(name)) for name in keeping]
        return max(((name, rate) for name, rate in rates if rate), key=lambda pair: pair[1], default=None)


def text(result: Result) -> str:
    summary = Summary(result)
    machine = result["machine"]
    settings = " ".join(f"{name}={value}" for name, value in machine["settings"].items())
    head = [
        f"{machine['date']}, {machine['cores']} cores ({machine['cpu']}), "
        f"Linux {machine['kernel']}, PostgreSQL {machine['postgresql']}",
        settings,
        disk(result),
    ]
    everybody = [*floors(summary), *(row(summary, name) for name in summary.names)]
    parts = ["\n".join(head), table(GOALS, goals(summary)), table(SUBJECTS, everybody)]
    if result["pinned"]:
        parts.append("A snapshot held open, load at half of capacity: first and last tenth of the time\n"
                     + table(PINNED, [pinned(name, held) for name, held in result["pinned"].items()]))  # fmt: skip
    parts += [f"without {name}: {reason}" for name, reason in result["missing"].items()]
    parts += [f"failed in round {failure['round']}: {failure['measurement']} of {failure['subject']}: {failure['error']}"
              for failure in result["failures"]]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def disk(result: Result) -> str:
    probes = ", ".join("/".join(f"{rate:.0f}" for rate in round["fsync"]) for round in result["rounds"])
    return f"fsync probes, 8 kB writes a second, by round: {probes}"


GOALS = ("what decides", "measured", "of rounds", "goal", "")


def goals(summary: Summary) -> list[list[str]]:
    """A line for each figure of issue 3 that was measured: value, its range over the rounds, goal, whether it is
    reached."""
    rows: list[list[str]] = []

    def add(what: str, values: list[float], goal: str, reached: Callable[[float], bool], form: Callable[[float], str]) -> None:
        if values:
            middle = median(values)
            span = f"{form(min(values))} … {form(max(values))}" if len(values) > 1 else ""
            rows.append([what, form(middle), span, goal, "reached" if reached(middle) else "MISSED"])

    def percent(value: float) -> str:
        return f"{value:.1%}"

    for workers in (1, 2, 4):
        shares = summary.ratios(f"drain_{workers}", FLOORS, "rate")
        add(f"drain, workers: {workers} / best SQL floor", shares, "≥ 70 %", lambda value: value >= 0.7, percent)
    best, peer = summary.drain("redress"), summary.fastest_peer()
    if best and peer:
        add(f"drain / {peer[0]}, the fastest peer that keeps results", [best / peer[1]], "≥ 3", lambda value: value >= 3, times)
    for measurement, connections in (("enqueue_one", "1 connection"), ("enqueue_one_8", "8 connections")):
        values = summary.values("redress", measurement, "of_plain")
        add(f"enqueue one / plain INSERT, {connections}", values, "≥ 90 %", lambda value: value >= 0.9, percent)
    add("WAL of claim and settle, B a job", summary.values("redress", "drain_1", "wal_per_job"), "≤ 250",
        lambda value: value <= 250, whole)  # fmt: skip
    add("rows made dead a job", summary.values("redress", "drain_1", "dead_per_job"), "0 on the hot path",
        lambda value: value < 0.001, lambda value: f"{value:.5f}")  # fmt: skip
    add("pickup p99, ms", summary.values("redress", "latency", "p99_ms"), "< 5", lambda value: value < 5, decimals)
    memory = [value / 1e6 for value in summary.values("redress", "backlog", "peak_memory")]
    waiting = summary.value("redress", "backlog", "waiting") or 0
    add(f"memory of a worker with {waiting:,.0f} waiting, MB", memory, "< 100", lambda value: value < 100, whole)
    claims = summary.ratios("backlog", ("few_waiting",), "claim_ms")
    add(f"a claim with {waiting:,.0f} waiting / with 10", claims, "the same", lambda value: value <= 1.25, times)
    held, free = (summary.result["pinned"].get(name) for name in ("redress", CONTROL))
    if held and free and free["rates"][-1]:
        loss = 1 - held["rates"][-1] / free["rates"][-1]
        add("loss under a held snapshot, last tenth", [loss], "≤ 10 %", lambda value: value <= 0.1, percent)
        latencies = [median(value for value in run["p99_ms"] if value) for run in (held, free) if any(run["p99_ms"])]
        if len(latencies) == 2:
            growth = latencies[0] / latencies[1]
            add("its p99, by tenths, / with nothing held", [growth], "as before", lambda value: value <= 1.5, times)
    return rows


SUBJECTS = ("", "enqueue 1", "bulk", "drain 1", "2", "4", "p50 ms", "p99 ms", "WAL B", "dead", "CPU µs worker", "server",
            "memory MB", "waiting", "kept")  # fmt: skip


def row(summary: Summary, name: str) -> list[str]:
    def cell(measurement: str, key: str, form: Callable[[float], str] = whole, scale: float = 1) -> str:
        value = summary.value(name, measurement, key)
        return "" if value is None else form(value * scale)

    kept, jobs = summary.value(name, "drain_1", "kept"), summary.value(name, "drain_1", "jobs")
    return [
        f"{name} {summary.result['subjects'][name]}".strip(),
        cell("enqueue_one", "rate"), cell("drain_1", "enqueue_bulk_rate"),
        *(cell(f"drain_{workers}", "rate") for workers in (1, 2, 4)),
        cell("latency", "p50_ms", decimals), cell("latency", "p99_ms", decimals),
        cell("drain_1", "wal_per_job"), cell("drain_1", "dead_per_job", decimals),
        cell("drain_1", "worker_cpu_us", decimals), cell("drain_1", "server_cpu_us", decimals),
        cell("backlog", "peak_memory", whole, 1e-6), cell("backlog", "waiting"),
        "" if kept is None or not jobs else "all" if kept >= jobs else f"{kept / jobs:.1%}",
    ]  # fmt: skip


def floors(summary: Summary) -> list[list[str]]:
    """What Redress is compared with: a plain INSERT, and its own protocol without a worker."""
    plain = summary.value("redress", "enqueue_one", "plain_rate")
    rates = [summary.value("redress", floor, "rate") for floor in FLOORS]
    wal, cpu = (summary.value("redress", "floor_2", key) for key in ("wal_per_job", "server_cpu_us"))
    cells = ["floor (SQL)", whole(plain) if plain else "", "", *(whole(rate) if rate else "" for rate in rates)]
    cells += ["", "", whole(wal) if wal else "", "", "", decimals(cpu) if cpu else ""]
    return [cells + [""] * (len(SUBJECTS) - len(cells))]


PINNED = ("", "seconds", "load", "jobs/s", "last", "loss", "p50 ms", "last", "p99 ms", "last", "made dead")


def pinned(name: str, held: dict[str, Any]) -> list[str]:
    def both(key: str, form: Callable[[float], str]) -> list[str]:
        return ["" if value is None else form(value) for value in (held[key][0], held[key][-1])]

    loss = "" if held["loss"] is None else f"{held['loss']:.1%}"
    return [name, whole(held["seconds"]), whole(held["load"]), *both("rates", whole), loss, *both("p50_ms", decimals),
            *both("p99_ms", decimals), whole(sum(held["killed_by_table"].values()))]  # fmt: skip


def whole(value: float) -> str:
    return f"{value:,.0f}"


def decimals(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def times(value: float) -> str:
    return f"{value:.2f} ×"


def table(titles: tuple[str, ...], rows: list[list[str]]) -> str:
    """The first column to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(titles, *rows)]
    lines = [[cell.ljust(width) if index == 0 else cell.rjust(width) for index, (cell, width) in enumerate(zip(cells, widths))]
             for cells in (titles, *rows)]  # fmt: skip
    return "\n".join("  ".join(cells).rstrip() for cells in lines)

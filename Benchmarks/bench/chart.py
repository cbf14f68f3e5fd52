"""The result as one SVG for the docs: readable on light and dark, no fonts or scripts from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from report import Summary, decimals, whole

WIDTH, LABELS, BAR, GAP = 760, 130, 9, 12
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-size: 14px; font-weight: 600 } .note { font-size: 11px; fill: #57606a }
  .axis { stroke: #d0d7de; stroke-width: 1 } path { fill: none; stroke-width: 2 }
  .redress { fill: #0969da; stroke: #0969da } .floor { fill: #8c959f; stroke: #8c959f }
  .peer0 { fill: #bc4c00; stroke: #bc4c00 }
  .peer1 { fill: #1a7f37; stroke: #1a7f37 } .peer2 { fill: #8250df; stroke: #8250df } .peer3 { fill: #bf3989; stroke: #bf3989 }
  .peer4 { fill: #9a6700; stroke: #9a6700 } rect, circle { stroke: none } path { fill: none !important } .faint { opacity: .45 }
  .middle { opacity: .7 } text.value { stroke: none; fill: #24292f }
  @media (prefers-color-scheme: dark) {
    text, text.value { fill: #e6edf3 } .note { fill: #9198a1 } .axis { stroke: #3d444d }
    .redress { fill: #4493f8; stroke: #4493f8 } .floor { fill: #848d97; stroke: #848d97 }
    .peer0 { fill: #f0883e; stroke: #f0883e }
    .peer1 { fill: #3fb950; stroke: #3fb950 } .peer2 { fill: #ab7df8; stroke: #ab7df8 } .peer3 { fill: #f778ba; stroke: #f778ba }
    .peer4 { fill: #d29922; stroke: #d29922 }
  }"""


class Drawing:
    """Panels below each other; `top` is where the next one begins."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.top = 24

    def text(self, x: float, y: float, words: str, kind: str = "value", anchor: str = "start") -> None:
        self.parts.append(f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>')

    def title(self, words: str, note: str) -> None:
        self.text(0, self.top, words, "title")
        self.text(0, self.top + 16, note, "note")
        self.top += 30

    def bars(self, rows: Sequence[tuple[str, str, Sequence[float]]]) -> None:
        """A row for each subject with a bar for each value, on one linear scale."""
        scale = (WIDTH - LABELS - 80) / max(value for _, _, values in rows for value in values)
        for label, kind, values in rows:
            height = len(values) * (BAR + 3)
            self.text(LABELS - 8, self.top + height / 2 + 3, label, anchor="end")
            for index, value in enumerate(values):
                shade = ("faint", "middle", "")[index + 3 - len(values)] if len(values) <= 3 else ""
                y = self.top + index * (BAR + 3)
                width = max(value * scale, 1)
                shape = f'x="{LABELS}" y="{y}" width="{width:.1f}" height="{BAR}" rx="1"'
                self.parts.append(f'<rect class="{kind} {shade}" {shape}/>')
                self.text(LABELS + value * scale + 6, y + BAR, whole(value), "note")
            self.top += height + GAP
        self.top += 16

    def ranges(self, rows: Sequence[tuple[str, str, float, float]]) -> None:
        """From p50 to p99 on a logarithmic scale in milliseconds."""
        x = log_scale([value for row in rows for value in row[2:]], LABELS, WIDTH - 120)
        for label, kind, low, high in rows:
            y = self.top + 8
            self.text(LABELS - 8, y + 4, label, anchor="end")
            self.parts.append(f'<path class="{kind}" d="M{x(low):.1f} {y}H{x(high):.1f}"/>')
            for value in (low, high):
                self.parts.append(f'<circle class="{kind}" cx="{x(value):.1f}" cy="{y}" r="4"/>')
            self.text(x(high) + 10, y + 4, f"{decimals(low)} … {decimals(high)} ms", "note")
            self.top += 22
        self.top += 20

    def lines(self, rows: Sequence[tuple[str, str, Sequence[float | None]]]) -> None:
        """p99 over the tenths of a run, on a logarithmic scale; the names stand at the ends."""
        height = 190
        values = [value for _, _, points in rows for value in points if value]
        y = log_scale(values, self.top + height, self.top)
        for power in range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1):
            level = y(10.0**power)
            if self.top - 1 <= level <= self.top + height + 1:
                self.parts.append(f'<path class="axis" d="M{LABELS} {level:.1f}H{WIDTH - 130}"/>')
                self.text(LABELS - 8, level + 4, f"{10.0**power:g} ms", "note", "end")
        ends: list[float] = []
        for label, kind, points in rows:
            step = (WIDTH - 130 - LABELS) / 9
            places = [(LABELS + index * step, y(value)) for index, value in enumerate(points) if value]
            if not places:
                continue
            self.parts.append(f'<path class="{kind}" d="M{"L".join(f"{px:.1f} {py:.1f}" for px, py in places)}"/>')
            end = places[-1][1]
            while any(abs(end - other) < 14 for other in ends):
                end += 1
            ends.append(end)
            self.text(WIDTH - 122, end + 4, label)
        self.top += height + 36

    def svg(self) -> str:
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 0 {WIDTH + 24} {self.top:.0f}" width="{WIDTH + 24}" '
            f'role="img" '
            f'aria-label="Benchmarks of Redress, the SQL floor and other job queues"><style>{STYLE}\n</style>\n{body}\n</svg>\n'
        )


def log_scale(values: Sequence[float], start: float, end: float):
    low, high = math.log10(min(values) / 1.3), math.log10(max(values) * 1.3)
    return lambda value: start + (math.log10(value) - low) / (high - low) * (end - start)


def svg(result: dict[str, Any]) -> str:
    summary, drawing = Summary(result), Drawing()
    kinds = {name: "redress" if index == 0 else f"peer{(index - 1) % 5}" for index, name in enumerate(summary.names)}
    drains = [(name, kinds[name], rates) for name in summary.names if (rates := drain_rates(summary, name, "drain"))]
    floors = drain_rates(summary, "redress", "floor")
    if drains:
        note = "no-op jobs through 1, 2 and 4 workers, a result kept for each; floor: Redress's protocol as bare SQL"
        drawing.title("Jobs a second", note)
        drawing.bars(([("SQL floor", "floor", [max(floors)])] if floors else []) + drains)
    bulk = ((name, summary.value(name, "drain_1", "enqueue_bulk_rate")) for name in summary.names)
    enqueued = [(name, kinds[name], [rate]) for name, rate in bulk if rate]
    if enqueued:
        drawing.title("Enqueued in bulk, jobs a second", "by the fastest call that each has")
        drawing.bars(enqueued)
    pickups = ((name, *(summary.value(name, "latency", key) for key in ("p50_ms", "p99_ms"))) for name in summary.names)
    if found := [(name, kinds[name], low, high) for name, low, high in pickups if low and high]:
        drawing.title("From enqueue to the handler's start", "an idle worker; p50 and p99, logarithmic")
        drawing.ranges(found)
    held = [(name, kinds[name], run["p99_ms"]) for name, run in result["pinned"].items() if name in kinds and any(run["p99_ms"])]
    if held:
        runs = [(name, run) for name, run in result["pinned"].items() if name in kinds]
        lengths = ", ".join(f"{name} {whole(run['seconds'])} s at {whole(run['load'])}/s" for name, run in runs)
        drawing.title("p99 latency while a snapshot is held open, by tenth of the run", f"load: {lengths}")
        drawing.lines(held)
    return drawing.svg()


def drain_rates(summary: Summary, name: str, measurement: str) -> list[float]:
    rates = (summary.value(name, f"{measurement}_{workers}", "rate") for workers in (1, 2, 4))
    return [rate for rate in rates if rate]

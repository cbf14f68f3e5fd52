"""usage: browser.py REDRESS-MONITOR URL FOLDER

Opens each page of the dashboard in headless Chromium: nothing may be said in the console, each row of a table must be one that the
command of the same name prints, and nothing may be wider than a telephone. Leaves screenshots in FOLDER.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

# What is a page in the browser is a command on the terminal. Ages differ between two looks, and are left out; for what else may have
# changed in between, everything is looked at again.
AGE = re.compile(r"\b\d[\d.]* (ms|s|min|h|d)\b")
PAGES = {
    "/": ["status"], "/clocks": ["sla", "--limit", "100"], "/forecast": ["forecast", "--limit", "100"],
    "/jobs?state=timer": ["jobs", "--state", "timer", "--limit", "100"],
}  # fmt: skip
PERIOD = ["--from", "2026-01-01", "--to", "2026-03-20"]
SCREENS = {"desk": "1280,1600", "telephone": "390,1600"}
LOOKS = 5


class Rows(HTMLParser):
    """The rows of all tables, with white space as a browser shows it, and what a person without eyes needs to find the way."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.row: list[str] | None = None
        self.in_body = False
        self.tags: dict[str, int] = {}
        self.unnamed: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        names = dict(attributes)
        if tag in ("section", "nav") and not (names.get("aria-labelledby") or names.get("aria-label")):
            self.unnamed.append(tag)
        if tag in ("tbody", "thead"):
            self.in_body = tag == "tbody"
        if tag == "tr" and self.in_body:
            self.row = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self.row is not None:
            self.rows.append(words(" ".join(self.row)))
            self.row = None

    def handle_data(self, data: str) -> None:
        if self.row is not None:
            self.row.append(data)


def words(text: str) -> str:
    return AGE.sub("…", " ".join(text.split()))


def chromium(url: str, *arguments: str) -> str:
    with tempfile.TemporaryDirectory() as profile:
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr",
                   f"--user-data-dir={profile}", "--timeout=10000", *arguments, url]  # fmt: skip
        answer = subprocess.run(command, capture_output=True, text=True, timeout=120)
    console = [line for line in answer.stderr.splitlines() if ":CONSOLE" in line]
    if answer.returncode or console:
        fail(f"{url}: {console or answer.stderr[-500:]}")
    return answer.stdout


def fail(sentence: str) -> None:
    sys.exit(f"   {sentence}")


def main(monitor: str, url: str, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    levels = json.loads(subprocess.check_output([monitor, "sla", "--format", "json"]))
    case = levels["cases"][0]["reference"]
    for path, command in {**PAGES, f"/cases/{case}": ["case", case]}.items():
        for _ in range(LOOKS):
            seen = Rows()
            seen.feed(chromium(url + path, "--dump-dom"))
            printed = subprocess.run([monitor, *command], capture_output=True, text=True, env={**os.environ, "COLUMNS": "500"})
            lines = {words(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in printed.stdout.splitlines()}
            strange = [row for row in seen.rows if row not in lines]
            if not strange:
                break
        else:
            fail(f"{url}{path} says what `redress-monitor {' '.join(command)}` does not: {strange}")
        if not seen.rows:
            fail(f"{url}{path} has no figures")
        if seen.tags.get("h1") != 1 or seen.tags.get("main") != 1 or seen.unnamed:
            fail(f"{url}{path}: one heading, one main part, and a name for every part: {seen.tags}, without a name {seen.unnamed}")
        for screen, size in SCREENS.items():
            for look, scheme in (("light", "1"), ("dark", "0")):
                name = f"{re.split('[/?]', path)[1] or 'status'}-{screen}-{look}.png"
                chromium(url + path, f"--window-size={size}", f"--blink-settings=preferredColorScheme={scheme}",
                         f"--screenshot={folder / name}")  # fmt: skip
        print(f"   {path}: {len(seen.rows)} rows as on the terminal, nothing in the console")
    report(monitor, folder.resolve())


def report(monitor: str, folder: Path) -> None:
    """The report that is one file: it needs nothing else, on the screen and on paper."""
    page = folder / "report.html"
    page.write_bytes(subprocess.check_output([monitor, "report", "all", *PERIOD, "--format", "html"]))
    chromium(page.as_uri(), "--window-size=1000,3000", f"--screenshot={folder / 'report.png'}")
    paper = folder / "report.pdf"
    chromium(page.as_uri(), "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    if not pages:
        fail("the report prints no page")
    print(f"   the report: nothing in the console, {pages} pages on paper")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))

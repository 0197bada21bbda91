"""The bundled sample: Russia and Azerbaijan, December 2024 to February 2026."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import as_file, files

from detente.errors import DataFileError
from detente.knowledge.tables import read_text
from detente.monitor.desk import Desk
from detente.monitor.run import RunSummary, run_once
from detente.monitor.tally import Progress
from detente.monitor.views import Followed, PairView
from detente.records import Dyad, Source
from detente.store import Ledger

__all__ = ["DYAD", "HEIGHT", "NOTE", "DemoView", "desk", "look", "run_sample", "sample"]

DYAD = Dyad.of("RUS", "AZE")
HEIGHT = date(2025, 7, 1)
"""The height of the sample: the day that the demo looks back from."""
NOTE = (
    "Sample: a summary written for Detente in its own words; not the original page. "
    "Follow the link for the original."
)
TITLE = "Russia and Azerbaijan (sample)"
# A day after the newest item: the demo gives the same answers whenever it is run.
READ_AT = datetime(2026, 2, 7, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoView:
    """What the demo shows: the pair on one day, and what followed."""

    summary: RunSummary
    languages: tuple[tuple[str, int], ...]
    """Language and number of documents, most first."""
    uncoded: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]
    """Status and number of reports, in all languages and on all pairs."""
    pair: PairView
    followed: Followed


@contextmanager
def sample() -> Iterator[Source]:
    """Give the sample as a source, for as long as the context lasts. Raises `DataFileError`."""
    packed = files("detente.monitor") / "sample" / "items.jsonl"
    _check_lines(read_text(packed, "monitor/sample/items.jsonl"))
    with as_file(packed) as path:
        yield Source(kind="files", address=str(path), name="", note=NOTE)


def _check_lines(text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            whole = bool(json.loads(line)["text"])
        except (ValueError, TypeError, LookupError):
            whole = False
        if not whole:
            raise DataFileError(
                f"monitor/sample/items.jsonl, line {number}: no item; install detente again"
            )


def run_sample(ledger: Ledger, *, progress: Progress | None = None) -> RunSummary:
    """Take the sample through every stage into the ledger."""
    with sample() as source:
        return run_once(ledger, [source], now=READ_AT, watch=[DYAD], progress=progress)


def desk(ledger: Ledger) -> Desk:
    """Give the read side of the sample's ledger; its data is as old as the day looked at."""
    return Desk(ledger, title=TITLE, watch=[DYAD])


def look(ledger: Ledger, summary: RunSummary, as_of: date = HEIGHT) -> DemoView:
    """Look at the sample on one day."""
    reader = desk(ledger)
    languages = Counter(d.language for d in ledger.documents())
    statuses = Counter(r.status for r in ledger.reports())
    return DemoView(
        summary=summary,
        languages=tuple(languages.most_common()),
        uncoded=reader.uncoded(),
        statuses=tuple(statuses.most_common()),
        pair=reader.pair(DYAD, as_of),
        followed=reader.followed(DYAD, as_of),
    )

"""The invented quarrel, collected live: sources in every state, and items that were reworded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from detente.records import Item, Source, SourceState
from detente.store import Ledger, Run, SourceDay
from tests.web import world

NOW = datetime(2024, 4, 26, 12, tzinfo=UTC)
"""A day after the last document."""
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

HOSTILE = "Fjord \u202eevil\u202c <script>alert(1)</script>"
ERROR = '<b>500</b> "oops" \x1b[31m at https://krona.example/rss'


def _source(name: str, group: str, **more: str) -> Source:
    made = Source.feed(f"https://{name}.example/rss", more.pop("title", f"The {name.title()}"))
    return replace(made, group=group, **more)  # type: ignore[arg-type]


FJORD = _source("fjord", "Norway", title=HOSTILE, language="no", country="NOR", role="outlet")
MOVED = _source("harbour", "Norway", language="en", ownership="state", role="wire")
KRONA = _source("krona", "Sweden", language="sv", country="SWE")
SKERRY = _source("skerry", "Sweden", language="en")
SHEET = _source("sheet", "Sweden")
NAMELESS = Source.feed("https://almanac.example/rss")
SOURCES = (SKERRY, FJORD, MOVED, KRONA, SHEET, NAMELESS)

_LIVE = SourceState(
    source=FJORD.id, address=FJORD.address, polled=NOW - 2 * MINUTE, answered=NOW - 2 * MINUTE,
    renewed=NOW - 30 * MINUTE, due=NOW + 10 * MINUTE,
)  # fmt: skip


def states() -> list[SourceState]:
    """Give where each source stands; `NAMELESS` was never polled."""

    def of(source: Source, **more: object) -> SourceState:
        return replace(_LIVE, **{"source": source.id, "address": source.address, **more})  # type: ignore[arg-type]

    return [
        _LIVE,
        of(MOVED, address="https://port.example/feed"),
        of(KRONA, failures=4, error=ERROR, answered=NOW - DAY, polled=NOW - 5 * MINUTE),
        of(SKERRY, renewed=NOW - 4 * DAY),
        of(SHEET, failures=1, gone=True, due=None, error="gone: answered 410"),
    ]


def days(since: date = date(2024, 3, 5)) -> list[SourceDay]:
    """Give days with answers, but for a week without any run, 27 March to 2 April."""
    last = NOW.date()
    found = []
    for n in range((last - since).days + 1):
        day = since + timedelta(days=n)
        if date(2024, 3, 27) <= day <= date(2024, 4, 2):
            continue
        found.append(SourceDay(FJORD.id, day, 24, 24, 10, int(n % 9 == 0), 5_000))
        silent = day > (NOW - 4 * DAY).date()
        found.append(SourceDay(SKERRY.id, day, 24, 24, 0 if silent else 6, 0, 4_000))
        found.append(SourceDay(KRONA.id, day, 24, 20, 3, 0, 3_000))
    return found


def reworded() -> list[Item]:
    """Give an item in three wordings, the last of which changed the text only."""
    one = Item(
        key="a" * 16, digest="1", words="1", revision=0, source=FJORD.id,
        url="https://fjord.example/herring", title="Herring war <b>looms</b>",
        marks=("m" * 16,), seen=NOW - 3 * DAY,
    )  # fmt: skip
    title = "Herring \u202etalks\u202c & <i>ports</i>"
    two = replace(one, digest="2", words="2", revision=1, title=title, seen=NOW - DAY)
    return [one, two, replace(two, digest="3", words="3", revision=2, seen=NOW - 60 * MINUTE)]


def fill(path: Path, *, since: date = date(2024, 3, 5)) -> None:
    """Write the ledger of the quarrel, and what live collecting keeps beside it."""
    world.fill(path)
    with Ledger.open(path) as ledger, ledger.run(NOW) as run:
        write(run, since=since)


def write(run: Run, *, since: date = date(2024, 3, 5)) -> None:
    """Write what live collecting keeps."""
    run.add(SOURCES)
    run.add_items(reworded())
    for state in states():
        run.set_state(state)
    for day in days(since):
        run.count(day)

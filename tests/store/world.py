"""Small records to fill ledgers with, and a picture of all that a ledger answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from detente.records import Actor, Background, Document, Dyad, Event, Report, When
from detente.store import Ledger
from tests.records.examples import BACKGROUND, DOCUMENT, EVENT, POINT, REPORT

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
RUS_AZE = Dyad.of("RUS", "AZE")
ARM_TUR = Dyad.of("ARM", "TUR")


def document(number: int, text: str = "", **fields: Any) -> Document:
    """Make a document; its number sets address and day."""
    body = text or f"Sentence of document {number}."
    return replace(
        DOCUMENT,
        url=f"https://example.org/{number}",
        title=f"Title {number}",
        text=body,
        bounds=((0, len(body)),),
        **{"published": date(2025, 1, 1) + timedelta(days=number % 60), **fields},
    )


def report(of: Document, actor: str = "AZE", recipient: str = "RUS", **fields: Any) -> Report:
    """Make a report by a document."""
    made = {
        "document": of.id,
        "url": of.url,
        "published": of.published,
        "when": When.day(of.published) if of.published else None,
        "actor": Actor(country=actor),
        "recipient": Actor(country=recipient),
    }
    return replace(REPORT, **{**made, **fields})


def event(*reports: Report, **fields: Any) -> Event:
    """Make the event that reports tell."""
    first = reports[0]
    made = {
        "actor": first.actor,
        "recipient": first.recipient,
        "when": first.when,
        "reports": tuple(sorted(r.id for r in reports)),
        "lead": first.id,
    }
    return replace(EVENT, **{**made, **fields})


def background(label: str, year: int, by: Report, *countries: str) -> Background:
    """Make an episode of the past that a report mentions."""
    actors = tuple(Actor(country=code) for code in countries)
    return replace(BACKGROUND, label=label, when=When.year(year), reports=(by.id,), actors=actors)


def curve(dyad: Dyad, values: Iterable[float]) -> list[Any]:
    """Make a point a day from 1 January 2025."""
    return [
        replace(
            POINT, dyad=dyad, day=date(2025, 1, 1) + timedelta(days=n),
            value=value, low=value - 1, high=value + 1, words=value, deeds=0.0,
        )
        for n, value in enumerate(values)
    ]  # fmt: skip


def picture(ledger: Ledger) -> dict[str, Any]:
    """Give the answers to all questions that the order of adding must not change."""
    dyads = [dyad for dyad, _ in ledger.dyads()]
    return {
        "documents": list(ledger.documents()),
        "found": ledger.search("sentence"),
        "coverage": ledger.coverage(),
        "notes": ledger.notes(),
        "reports": list(ledger.reports()),
        "coded": ledger.coded("rules.v1"),
        "sources": ledger.sources(),
        "skips": list(ledger.skips()),
        "skip_counts": ledger.skip_counts(),
        "outlooks": list(ledger.outlooks()),
        "events": list(ledger.events()),
        "backgrounds": list(ledger.backgrounds()),
        "dyads": ledger.dyads(),
        "by pair": [(list(ledger.reports(dyad=d)), list(ledger.events(dyad=d))) for d in dyads],
        "points": [ledger.points(d) for d in dyads],
    }

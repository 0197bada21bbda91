"""What tasks on raw text share: the document of a row, its events, and their sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from detente.coding import Coder
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, root
from detente.evaluation.tasks import Prediction, Predictions
from detente.language import split
from detente.records import Document, Report

__all__ = ["UNREAL", "coded", "document", "event_row", "events_of", "said_events", "two_ended"]

UNREAL = frozenset({"planned", "hypothetical"})
"""Statuses of deeds that are not said to have happened."""
_NEVER = datetime(2100, 1, 1, tzinfo=UTC)


def document(
    text: str, *, url: str, title: str = "", published: date | None = None, language: str = "en"
) -> Document:
    """Make a document of a text, read on the day of its publication or, undated, at any time."""
    read = datetime.combine(published, time.max, tzinfo=UTC) if published else _NEVER
    return Document(
        url=url, outlet="", title=title, text=text, bounds=split(text), language=language,
        fetched_at=read, published=published,
    )  # fmt: skip


def coded(row: Row, coder: Coder) -> tuple[Report, ...]:
    """Code the text of a row; a row without text tells nothing."""
    text = row.text().strip()
    if not text:
        return ()
    return coder.code(document(text, url=str(row["id"]), published=row.day()))


def event_row(report: Report) -> dict[str, Any]:
    """Give a report as the protocols write an event."""
    return {
        "actor": report.actor.country if report.actor else None,
        "type": report.type,
        "recipient": report.recipient.country if report.recipient else None,
        "status": report.status,
        "confidence": round(report.confidence, 4),
    }


def said_events(reports: Iterable[Report], *, unreal: bool) -> Prediction:
    """Give the typed reports as a prediction, with or without those of what did not happen."""
    kept = (r for r in reports if r.type and (unreal or r.status not in UNREAL))
    return {"events": [event_row(r) for r in kept]}


def events_of(said: Predictions, row_id: Any) -> list[dict[str, Any]]:
    """Give the events predicted for a row; a missing prediction is one of nothing."""
    return list(said.get(row_id, {}).get("events", ()))


def two_ended(events: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Give actor, root and recipient of the events between two different states."""
    for event in events:
        one, other, kind = event["actor"], event["recipient"], root(event["type"] or "")
        if one and other and one != other and kind in QUAD:
            yield one, kind, other

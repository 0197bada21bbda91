"""Records as flat rows with short, steady keys: the lines of ``--json`` and the columns of CSV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from detente.monitor.health import SourceHealth
from detente.records import (
    Actor,
    Background,
    Document,
    Event,
    Outlook,
    Report,
    TensionPoint,
    When,
)

__all__ = [
    "Row",
    "background_row",
    "document_row",
    "event_row",
    "outlook_rows",
    "point_row",
    "report_row",
    "source_row",
]

Row: TypeAlias = dict[str, str | int | float | bool | None]


def report_row(report: Report) -> Row:
    """Give one report. `span` holds the verbatim words, found in `quote` at `start` to `end`."""
    return {
        "id": report.id,
        **_ends(report.actor, report.recipient),
        "type": report.type,
        "mode": report.mode,
        "status": report.status,
        **_date(report.when),
        "label": report.label or None,
        "span": report.words,
        "start": report.span[0],
        "end": report.span[1],
        "quote": report.quote,
        "sentence": report.sentence,
        "speaker": report.speaker.code if report.speaker else None,
        "confidence": report.confidence,
        "coder": report.coder,
        "document": report.document,
        "url": report.url,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "language": report.language,
        "note": report.note or None,
    }


def event_row(event: Event, reports: Mapping[str, Report]) -> Row:
    """Give one event, quoted by its lead report where `reports` holds it."""
    lead = reports.get(event.lead)
    return {
        "id": event.id,
        **_date(event.when),
        **_ends(event.actor, event.recipient),
        "type": event.type,
        "mode": event.mode,
        "place": event.place,
        "claimed": event.claimed,
        "admitted": event.admitted,
        "contested": event.contested,
        "origins": event.origins,
        "asserting": event.asserting,
        "reports": len(event.reports),
        "denials": len(event.denials),
        "known": event.known.isoformat() if event.known else None,
        "quote": lead.quote if lead else None,
        "span": lead.words if lead else None,
        "outlet": lead.outlet if lead else None,
        "url": lead.url if lead else None,
        "language": lead.language if lead else None,
        "note": (lead.note or None) if lead else None,
        "merger": event.merger,
    }


def background_row(background: Background, reports: Mapping[str, Report]) -> Row:
    """Give one dated mention of the past, quoted by its first report."""
    first = reports.get(background.reports[0])
    return {
        "id": background.id,
        "label": background.label,
        **_date(background.when),
        "actors": " ".join(a.code for a in background.actors),
        "type": background.type,
        "reports": len(background.reports),
        "quote": first.quote if first else None,
        "url": first.url if first else None,
    }


def point_row(
    point: TensionPoint, *, blind: bool | None = None, collected: str | None = None
) -> Row:
    """Give one day of the curve.

    `blind` says whether its rung rests on 28 days of silence, `collected` whether any source
    answered on it: yes, no or unknown.
    """
    more: Row = {"blind": blind, "collected": collected}
    told: Row = {name: value for name, value in more.items() if value is not None}
    return {
        "pair": str(point.dyad),
        "day": point.day.isoformat(),
        "value": point.value,
        "low": point.low,
        "high": point.high,
        "words": point.words,
        "deeds": point.deeds,
        "rung": point.rung,
        "state": point.state,
        "documents": point.documents,
        "events": " ".join(point.events),
        "index": point.index,
        **told,
    }


def outlook_rows(outlook: Outlook) -> list[Row]:
    """Give one row a rung and horizon."""
    return [
        {
            "pair": str(outlook.dyad),
            "as_of": outlook.as_of.isoformat(),
            "standing": outlook.standing,
            "rung": chance.rung,
            "days": chance.days,
            "probability": chance.probability,
            "low": chance.low,
            "high": chance.high,
            "base": chance.base,
            "model": outlook.model,
            "caption": outlook.caption,
        }
        for chance in outlook.chances
    ]


def document_row(document: Document) -> Row:
    """Give one document without its text."""
    return {
        "id": document.id,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "language": document.language,
        "published": document.published.isoformat() if document.published else None,
        "sentences": len(document.bounds),
        "note": document.note or None,
    }


def source_row(source: SourceHealth) -> Row:
    """Give where one source stands."""
    times = {
        name: moment.isoformat().replace("+00:00", "Z") if moment else None
        for name, moment in (
            ("polled", source.polled),
            ("answered", source.answered),
            ("renewed", source.renewed),
            ("due", source.due),
        )
    }
    return {
        "id": source.id,
        "name": source.name,
        "state": source.state,
        "words": source.words,
        "address": source.address,
        "moved": source.moved,
        "kind": source.kind,
        "language": source.language,
        "country": source.country,
        "group": source.group or None,
        "ownership": source.ownership or None,
        "role": source.role or None,
        **times,
        "lag": source.lag,
        "failures": source.failures,
        "error": source.error or None,
        "today": source.today,
        "habit": source.habit,
        "items": source.items,
        "changed": source.changed,
        "polls": source.polls,
        "answers": source.answers,
        "bytes": source.bytes,
    }


def _ends(actor: Actor | None, recipient: Actor | None) -> Row:
    return {
        "actor": actor.country if actor else None,
        "actor_sector": actor.sector if actor else None,
        "actor_name": (actor.name or None) if actor else None,
        "recipient": recipient.country if recipient else None,
        "recipient_sector": recipient.sector if recipient else None,
        "recipient_name": (recipient.name or None) if recipient else None,
    }


def _date(when: When | None) -> Row:
    return {
        "date": str(when) if when else None,
        "precision": when.precision if when else None,
    }

"""Search over the documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response

from detente.monitor.rows import Row, document_row
from detente.records import Event
from detente.store import Found
from detente.web.site import AsOf, Site

__all__ = ["routes"]

Question = Annotated[str, Query(max_length=200, description="Words; a phrase in double quotes.")]

_SHOWN = 50
_ASKED = 500
"""Matches asked for, so that enough are left of those known on an earlier day."""


def routes(site: Site) -> APIRouter:
    """Give ``/search?q=`` and its twins."""
    router = APIRouter(tags=["search"])

    def find(q: str, day: date) -> list[Found]:
        matches = site.desk.ledger.search(q, limit=_ASKED) if q.strip() else ()
        known = (f.document.published for f in matches)
        kept = [f for f, on in zip(matches, known, strict=True) if on is None or on <= day]
        return kept[:_SHOWN]

    def rows(q: str, as_of: AsOf) -> list[Row]:
        day = site.day(as_of)
        return [_row(f, site.desk.events_of(f.document.id, day)) for f in find(q, day)]

    @router.get("/search.json")
    def as_json(q: Question = "", as_of: AsOf = None) -> Response:
        return site.json({"q": q, "found": rows(q, as_of)})

    @router.get("/search.csv")
    def as_csv(q: Question = "", as_of: AsOf = None) -> Response:
        return site.csv(rows(q, as_of), "search")

    @router.get("/search")
    def page(q: Question = "", as_of: AsOf = None) -> Response:
        day = site.day(as_of)
        frame = site.page("search", "/search", day, asked=as_of, q=q)
        latest = site.desk.latest
        later = f"/search?{urlencode({'q': q, 'as_of': latest})}" if latest > day else ""
        hits = find(q, day)
        events = {h.document.id: site.desk.events_of(h.document.id, day) for h in hits}
        return site.html(
            "search.html", frame, hits=hits, events=events, most=_SHOWN, day=day, later=later
        )

    return router


def _row(found: Found, events: tuple[Event, ...]) -> Row:
    told = " ".join(e.id for e in events)
    return {**document_row(found.document), "snippet": found.snippet, "events": told}

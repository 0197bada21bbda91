"""One event: every report of it in full, denials beside claims."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from detente.errors import InvalidInput
from detente.monitor.rows import report_row
from detente.monitor.views import EventView
from detente.records import Event
from detente.web.site import AsOf, Site

__all__ = ["routes"]


def routes(site: Site) -> APIRouter:
    """Give ``/event/<id>`` and its twins; a beginning of the id that fits one event will do."""
    router = APIRouter(prefix="/event", tags=["event"])

    def find(event_id: str, as_of: AsOf) -> EventView:
        day = site.day(as_of)
        try:
            return site.desk.event(event_id, day)
        except InvalidInput as error:
            raise HTTPException(404, str(error)) from error

    @router.get("/{event_id}.json")
    def as_json(event_id: str, as_of: AsOf = None) -> Response:
        return site.json(find(event_id, as_of))

    @router.get("/{event_id}.csv")
    def as_csv(event_id: str, as_of: AsOf = None) -> Response:
        view = find(event_id, as_of)
        says = [{"event": view.event.id, "role": "says", **report_row(r)} for r in view.reports]
        denies = [{"event": view.event.id, "role": "denies", **report_row(r)} for r in view.denials]
        return site.csv([*says, *denies], f"event-{view.event.id}")

    @router.get("/{event_id}")
    def page(event_id: str, as_of: AsOf = None) -> Response:
        view = find(event_id, as_of)
        path = f"/event/{view.event.id}"
        frame = site.page("event", path, view.as_of, asked=as_of)
        if event_id != view.event.id:
            return RedirectResponse(path + frame.query, 308)
        return site.html(
            "event.html", frame, view=view, event=view.event, standing=_standing(view.event)
        )

    return router


def _standing(event: Event) -> str:
    """Say in a sentence how sure the event is, and whether it enters the curve."""
    if event.contested:
        told = "Contested: a party denies it."
    elif event.admitted:
        told = "Admitted by the actor itself."
    elif event.claimed:
        told = "Only ever told as somebody’s claim."
    else:
        told = "Stated as fact."
    if event.when is None:
        return f"{told} Not in the curve: its date is unknown."
    return told if event.counts else f"{told} Not in the curve."

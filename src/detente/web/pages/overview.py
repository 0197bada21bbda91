"""The overview: one line for each watched pair."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Response

from detente.monitor.rows import Row
from detente.monitor.views import OverviewView
from detente.records import Dyad
from detente.web import curve
from detente.web.site import AsOf, Site

__all__ = ["routes"]

_SPARK_DAYS = 180


def routes(site: Site) -> APIRouter:
    """Give ``/``, ``/index.json`` and ``/index.csv``."""
    router = APIRouter(tags=["overview"])

    @router.get("/index.json")
    def as_json(as_of: AsOf = None) -> Response:
        return site.json(site.desk.overview(site.day(as_of)))

    @router.get("/index.csv")
    def as_csv(as_of: AsOf = None) -> Response:
        return site.csv(_rows(site.desk.overview(site.day(as_of))), "overview")

    @router.get("/")
    def page(as_of: AsOf = None) -> Response:
        view = site.desk.overview(site.day(as_of))
        frame = site.page("overview", "/", view.as_of, asked=as_of)
        curves = {line.dyad: _curve(site, line.dyad, view.as_of) for line in view.pairs}
        skips = view.today.skips if view.today else ()
        left_out = [skip for skip in skips if not skip[1].startswith("not coded yet")]
        return site.html(
            "overview.html",
            frame,
            view=view,
            curves=curves,
            left_out=left_out,
            collecting=site.collecting(view.as_of),
        )

    return router


def _curve(site: Site, dyad: Dyad, day: date) -> curve.Spark | None:
    return curve.spark(site.desk.curve(dyad, day)[-_SPARK_DAYS:])


def _rows(view: OverviewView) -> list[Row]:
    return [
        {
            "pair": str(line.dyad),
            "names": " – ".join(line.names),
            "as_of": view.as_of.isoformat(),
            "rung": line.rung,
            "rung_name": line.rung_name,
            "value": line.point.value if line.point else None,
            "low": line.point.low if line.point else None,
            "high": line.point.high if line.point else None,
            "change_7_days": line.change,
            "chance_rung_3_30_days": line.chance.probability if line.chance else None,
            "events": line.events,
            "last_event": line.last_event.isoformat() if line.last_event else None,
            "blind": line.blind,
            "caveat": line.caveat,
            "newest_document": view.age.newest.isoformat() if view.age.newest else None,
            "notes": " | ".join(view.notes),
        }
        for line in view.pairs
    ]

"""The sources: where each stands, and what was reworded lately."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from fastapi import APIRouter, Response

from detente.monitor.health import Health, SourceHealth
from detente.monitor.rewording import Reworded, lately_reworded
from detente.monitor.rows import source_row
from detente.monitor.standing import STATES
from detente.web.site import AsOf, Site

__all__ = ["routes"]


def routes(site: Site) -> APIRouter:
    """Give ``/sources`` and its twins: always as of now, whatever day the other pages show."""
    router = APIRouter(tags=["sources"])

    @router.get("/sources.json")
    def as_json() -> Response:
        found = site.health()
        return site.json({"health": found, "reworded": _reworded(site, found)})

    @router.get("/sources.csv")
    def as_csv() -> Response:
        return site.csv([source_row(one) for one in site.health().sources], "sources")

    @router.get("/sources")
    def page(as_of: AsOf = None) -> Response:
        found = site.health()
        frame = site.page("sources", "/sources", site.day(as_of), asked=as_of)
        return site.html(
            "sources.html",
            frame,
            health=found,
            groups=_groups(found.sources),
            reworded=_reworded(site, found),
            meanings=STATES,
        )

    return router


def _groups(sources: Sequence[SourceHealth]) -> list[tuple[str, list[SourceHealth]]]:
    """Give the folders with their sources, those in none first."""
    return [(group, list(held)) for group, held in groupby(sources, lambda one: one.group)]


def _reworded(site: Site, found: Health) -> tuple[Reworded, ...]:
    names = {source.id: source.name or source.address for source in site.desk.ledger.sources()}
    names |= {one.id: one.name for one in found.sources}
    return lately_reworded(site.desk.ledger, names)

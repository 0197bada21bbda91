"""One pair: curve, rung, outlook, timeline, roots, and what stays out of the curve."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import RedirectResponse

from detente.errors import DetenteError
from detente.knowledge.countries import countries, name_of
from detente.knowledge.ladder import QUIET_DAYS, RUNGS
from detente.monitor.rows import event_row, point_row
from detente.monitor.triggering import RULE
from detente.monitor.uncollected import RECENT, collected
from detente.monitor.views import PairView
from detente.records import Chance, Dyad, Event, Outlook, Report
from detente.tension import standing_rung
from detente.web import curve
from detente.web.site import AsOf, Page, Site, ago_words
from detente.web.timeline import days, newest_key
from detente.web.words import long_date, signed

__all__ = ["elsewhere", "find_dyad", "nearest", "routes"]

_SHOWN = 250
"""Events on the page before the reader asks for all."""
_WIDE, _NARROW = 1040, 360


def routes(site: Site) -> APIRouter:
    """Give ``/pair/<pair>`` with its twins; a pair in the other order leads to its own address."""
    router = APIRouter(prefix="/pair", tags=["pair"])

    @router.get("/{pair}.json")
    def as_json(pair: str, as_of: AsOf = None) -> Response:
        dyad = find_dyad(pair)
        day = site.day(as_of)
        if away := elsewhere(pair, dyad, ".json", as_of):
            return away
        return site.json(site.desk.pair(dyad, day))

    @router.get("/{pair}/events.csv")
    def events_csv(pair: str, as_of: AsOf = None) -> Response:
        dyad = find_dyad(pair)
        view = site.desk.pair(dyad, site.day(as_of))
        rows = [event_row(e, view.reports) for e in view.events]
        return site.csv(rows, f"{dyad}-events")

    @router.get("/{pair}.csv")
    def as_csv(pair: str, as_of: AsOf = None) -> Response:
        dyad = find_dyad(pair)
        if away := elsewhere(pair, dyad, ".csv", as_of):
            return away
        view = site.desk.pair(dyad, site.day(as_of))
        blind = curve.blind_days(view.silences)
        missed = curve.blind_days(view.uncollected)
        rows = [
            point_row(
                p, blind=p.day in blind, collected=collected(p.day, view.collecting_since, missed)
            )
            for p in view.points
        ]
        return site.csv(rows, f"{dyad}-curve")

    @router.get("/{pair}")
    def page(pair: str, as_of: AsOf = None, events: str = "") -> Response:
        dyad = find_dyad(pair)
        if away := elsewhere(pair, dyad, "", as_of):
            return away
        view = site.desk.pair(dyad, site.day(as_of))
        context = _context(view, _SHOWN if events != "all" else len(view.events))
        after = site.desk.followed(dyad, view.as_of) if view.latest > view.as_of else None
        context |= {"after": after, "collecting": site.collecting(view.as_of)}
        return site.html("pair.html", _frame(site, view, as_of), view=view, **context)

    return router


def find_dyad(text: str) -> Dyad:
    """Read ``RUS-AZE``, in either order and any case. Raises a 404 that says what is wrong."""
    try:
        dyad = Dyad.parse(text)
    except DetenteError as error:
        raise HTTPException(404, str(error)) from error
    known = {c.iso3 for c in countries()}
    for code in (dyad.a, dyad.b):
        if code not in known:
            near = ", ".join(f"{c} ({name_of(c)})" for c in nearest(code, known))
            raise HTTPException(404, f"{code} is no country code; the nearest are {near}")
    return dyad


def nearest(code: str, known: Iterable[str]) -> list[str]:
    """Give the three codes most like it: those that begin alike first."""

    def unlike(other: str) -> tuple[int, float, str]:
        alike = SequenceMatcher(None, code, other).ratio()
        same_start = next(
            (n for n, (a, b) in enumerate(zip(code, other, strict=False)) if a != b), 3
        )
        return -same_start, -alike, other

    return sorted(known, key=unlike)[:3]


def elsewhere(pair: str, dyad: Dyad, suffix: str, as_of: AsOf) -> RedirectResponse | None:
    """Lead to the pair's own address, where `pair` is written otherwise."""
    if pair == str(dyad):
        return None
    query = f"?as_of={as_of}" if as_of else ""
    return RedirectResponse(f"/pair/{dyad}{suffix}{query}", 308)


def _frame(site: Site, view: PairView, as_of: AsOf) -> Page:
    path, query = f"/pair/{view.dyad}", f"?as_of={view.as_of}"
    more = (
        ("Events as CSV", f"{path}/events.csv{query}"),
        ("Briefing", f"{path}/brief{query}"),
        ("Atom feed", f"{path}/feed.atom"),
    )
    return site.page("pair", path, view.as_of, asked=as_of, more=more)


def _context(view: PairView, most: int) -> dict[str, Any]:
    blind = curve.blind_days(view.silences)
    missed = curve.blind_days(view.uncollected)
    wide = curve.picture(view.points, width=_WIDE, blind=blind, missed=missed)
    newest = sorted(view.events, key=newest_key, reverse=True)
    return {
        "lede": _lede(view),
        "change": _change(view),
        "chance": _chance(view.outlook, 3, 30),
        "age_words": ago_words(view.age),
        "wide": wide,
        "narrow": curve.picture(view.points, width=_NARROW, blind=blind, missed=missed),
        "shape": curve.SHAPE,
        "curve": curve.columns(view.points, blind, missed),
        "unseen": curve.UNSEEN,
        "missed": curve.MISSED,
        "recent_days": RECENT,
        "curve_label": _lede(view),
        "days": days(newest[:most]),
        "hidden_events": len(newest) - len(newest[:most]),
        "all_query": f"as_of={view.as_of}&events=all",
        "rungs": RUNGS,
        "reasons": _reasons(view),
        "lone": [e for e in newest if e.id in view.uncorroborated],
        "rule": RULE,
        "quiet_days": QUIET_DAYS,
        "off": _off(view),
        **_outlook(view.outlook),
    }


def _lede(view: PairView) -> str:
    point = view.point
    if point is None:
        return f"Nothing is known of this pair by {long_date(view.as_of)}."
    stands = (
        f"By {long_date(view.as_of)} there was no data for {QUIET_DAYS} days: that the pair stands "
        f"on rung {view.rung}, {view.rung_name}, rests on silence."
        if view.blind
        else f"On {long_date(view.as_of)} the pair stands on rung {view.rung}, {view.rung_name}."
    )
    return f"{stands} The tension index is {signed(point.value)}, {_moved(round(_change(view)))}."


def _moved(points: int) -> str:
    if points == 0:
        return "as it was seven days before"
    unit = "point" if abs(points) == 1 else "points"
    return f"{'up' if points > 0 else 'down'} {abs(points)} {unit} in seven days"


def _change(view: PairView) -> float:
    """Give the index less that of seven days before, which is 0 before the first event."""
    before = view.points[-8].value if len(view.points) > 7 else 0.0
    return view.points[-1].value - before if view.points else 0.0


def _chance(outlook: Outlook | None, rung: int, days: int) -> Chance | None:
    chances = outlook.chances if outlook else ()
    return next((c for c in chances if (c.rung, c.days) == (rung, days)), None)


def _outlook(outlook: Outlook | None) -> dict[str, Any]:
    if outlook is None:
        return {"horizons": (), "outlook_rows": (), "base_words": ""}
    horizons = sorted({c.days for c in outlook.chances})
    rungs = sorted({c.rung for c in outlook.chances if c.rung > 0}, reverse=True)
    bases = sorted({c.base for c in outlook.chances})
    cases = f"{bases[0]:,}" if len(bases) == 1 else f"{bases[0]:,} to {bases[-1]:,}"
    rows = [
        {
            "rung": rung,
            "name": RUNGS[rung].name,
            "chances": [_chance(outlook, rung, days) for days in horizons],
        }
        for rung in rungs
    ]
    return {"horizons": horizons, "outlook_rows": rows, "base_words": f"{cases} past cases"}


def _reasons(view: PairView) -> list[Event]:
    """Give the events that hold the pair on its rung: the newest five of that height.

    Rung 5 follows from many events; those of rung 4 stand for it.
    """
    height = min(view.rung, 4)
    held = [e for e in view.events if height and standing_rung([e], view.as_of) >= height]
    return sorted(held, key=newest_key, reverse=True)[:5]


def _off(view: PairView) -> dict[str, Any]:
    planned: list[Report] = [
        r for r in view.reports.values() if r.status in ("planned", "hypothetical")
    ]
    return {
        "undated": sum(e.when is None for e in view.events),
        "claimed": sum(e.claimed and e.when is not None for e in view.events),
        "planned": len(planned),
        "planned_reports": sorted(planned, key=lambda r: r.id)[:20],
    }

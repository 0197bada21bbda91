"""The method: formulas, versions, tables, and how well it works."""

from __future__ import annotations

from fastapi import APIRouter, Response

from detente.knowledge import plover
from detente.knowledge.ladder import QUIET_DAYS, RUNGS, rung_of
from detente.monitor.rows import Row
from detente.monitor.triggering import RULE
from detente.monitor.views import MethodView
from detente.pieces import find_piece
from detente.records import EVENT_TYPES
from detente.web.prose import Block, blocks
from detente.web.site import AsOf, Site

__all__ = ["routes"]

_STATUSES = (
    ("asserted", "the outlet states it as fact", "yes", "yes"),
    ("attributed", "somebody says it, the outlet does not confirm it", "yes, marked claimed",
     "once two independent origins or an admission assert it; the accusation itself at once"),
    ("denied", "a party denies it", "marks the deed contested", "the denial does, as REJECT"),
    ("planned, hypothetical", "announced, or conditional", "no, kept as a report", "no"),
    ("background", "of an earlier year, or an anniversary", "no, a root", "never"),
)  # fmt: skip
_GLOSSARY = (
    ("origin", "A source that tells an event by itself. Wire copies and near-identical texts count"
     " once, so three papers with one agency text are one origin."),
    ("claimed", "Somebody says so and no outlet states it as fact. It stays out of curve and rung"
     " until two independent origins or an admission assert it."),
    ("admitted", "The actor itself says that it did it: one origin is then enough for its rung."),
    ("contested", "The accused, or another party, denies it. Both sides stand side by side."),
    ("not in the curve", "It moves neither index nor rung: it has no date, a date looser than a"
     " month, or is only claimed."),
    ("triggers", f"It lifts its pair to the rung of its type for {QUIET_DAYS} days. {RULE}."),
    ("confidence", "How sure the coder is of a report, from 0 to 1. minilm.v1 is"
     " calibrated on lines and articles that it did not learn from; in full articles it is still"
     " too sure."
     " rules.v1 is not calibrated, and says 0.50 of every report: the figure means nothing there."),
    ("quiet", "Documents were read that day, none of them about the pair."),
    ("no data", f"No document was published that day, on whatever subject; of a rung, in"
     f" {QUIET_DAYS} days. It says nothing about the pair: the rung rests on silence."),
    ("not collected", "Collecting had begun, but no source answered that day, and no document of it"
     " came later: whether anything happened, nobody looked."),
)  # fmt: skip
_FORMULAS = (
    ("index", "detente.tension.indices", "The tension index"),
    ("outlook", "detente.outlook.models", "The outlook"),
)


def routes(site: Site) -> APIRouter:
    """Give ``/method`` and its twins."""
    router = APIRouter(tags=["method"])

    @router.get("/method.json")
    def as_json() -> Response:
        return site.json(site.desk.method())

    @router.get("/method.csv")
    def as_csv() -> Response:
        return site.csv(_types(), "types-and-rungs")

    @router.get("/method")
    def page(as_of: AsOf = None) -> Response:
        view = site.desk.method()
        frame = site.page("method", "/method", site.day(as_of), asked=as_of)
        return site.html(
            "method.html",
            frame,
            view=view,
            rungs=RUNGS,
            statuses=_STATUSES,
            types=_types(),
            quiet_days=QUIET_DAYS,
            glossary=_GLOSSARY,
            formulas=_formulas(view),
        )

    return router


def _types() -> list[Row]:
    return [
        {
            "type": kind,
            "meaning": plover.meaning(kind),
            "quad": plover.quad(kind),
            "intensity": plover.score(kind),
            "rung": rung_of(kind),
        }
        for kind in EVENT_TYPES
    ]


def _formulas(view: MethodView) -> list[tuple[str, str, tuple[Block, ...]]]:
    """Give heading, version and the words of the very module that computes it."""
    found = []
    for part, folder, heading in _FORMULAS:
        version = view.versions[part]
        found.append((heading, version, blocks(find_piece(folder, version).__doc__ or "")))
    return found

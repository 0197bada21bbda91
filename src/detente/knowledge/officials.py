"""Telling which office holder a name means on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from detente.knowledge.lexicon import Entry

__all__ = ["choose", "rank"]

_HEADS = frozenset(
    {
        "head of state", "head of government", "supreme leader", "party leader",
        "secretary general", "commission president", "council president",
    }
)  # fmt: skip
_MINISTERS = frozenset(
    {"foreign minister", "defence minister", "high representative", "separatist leader"}
)
_GRACE = timedelta(days=60)
"""News still calls a leader by surname for some weeks around a change of office."""


def choose(
    senses: Iterable[Entry],
    on: date | None,
    *,
    country: str | None = None,
    titled: bool = False,
    namesake: bool = False,
) -> Entry | None:
    """Choose among the holders of one name; None unless all that fit are of one state.

    `country` is the state named beside the person, `titled` says that a title stands before the
    name, and `namesake` that a first name or a second surname makes somebody else of a surname.
    A whole name fits on any day; a surname fits in office and afterwards, not before. Who is out
    of office is a notable (ELI). Of namesakes of several states those in office on the day count,
    and among them those of the highest `rank`.
    """
    fitting = [s for s in senses if country in (None, s.country)]
    if not titled and country is None:
        fitting = [s for s in fitting if s.weight != "titled"]
    whole = [s for s in fitting if s.weight == "full"]
    if namesake:
        fitting = whole
    near = [s for s in whole or fitting if _near_office(s, on)]
    near = near or whole or [s for s in fitting if _once_in_office(s, on)]
    if len({s.country for s in near}) > 1:
        near = [s for s in near if s.holds(on)] or near
    if len({s.country for s in near}) > 1:
        highest = max(map(rank, near))
        near = [s for s in near if rank(s) == highest]
    if len({s.country for s in near}) != 1:
        return None
    return _serving(near, on)


def _near_office(entry: Entry, on: date | None) -> bool:
    if on is None:
        return True
    begun = entry.since is None or entry.since - _GRACE <= on
    return begun and (entry.until is None or on <= entry.until + _GRACE)


def _once_in_office(entry: Entry, on: date | None) -> bool:
    return on is not None and entry.until is not None and entry.until < on


def rank(entry: Entry) -> int:
    """Give 2 for those who head a state or a body, 1 for its ministers abroad, 0 for others."""
    return 2 if entry.role in _HEADS else 1 if entry.role in _MINISTERS else 0


def _serving(candidates: list[Entry], on: date | None) -> Entry:
    serving = [s for s in candidates if s.holds(on)]
    if serving:
        return max(serving, key=rank)
    last = candidates[-1]
    return last if _near_office(last, on) else Entry(last.term, "leader", last.country, "ELI")

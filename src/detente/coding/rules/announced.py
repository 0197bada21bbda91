"""Deeds that are announced: to promise help is to agree, to announce a blow is to threaten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from detente.coding.rules.deed import Deed
from detente.records import EventType

__all__ = ["announced", "promise_of"]

_KIND = frozenset({"AID", "COOPERATE", "RETREAT", "CONCEDE"})
_HARSH = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE"})
_RESOLVED = (
    "will", "shall", "'ll", "vow", "promise", "pledge", "plan", "intend", "ready", "willing",
    "agree", "decide", "swear", "offer", "threaten", "resolve", "commit",
)  # fmt: skip


def promise_of(kind: EventType, cue: str) -> EventType | None:
    """Give the type of announcing a deed, if the cue is of one who has made up their mind."""
    if not cue.startswith(_RESOLVED):
        return None
    if kind in _KIND:
        return "AGREE"
    return "THREATEN" if kind in _HARSH else None


def announced(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """Give the announcement beside each planned deed of one state toward another."""
    for deed in deeds:
        ends = (deed.actor, deed.recipient)
        if deed.status != "planned" or deed.type is None or not all(e and e.country for e in ends):
            continue
        if deed.trigger is None or not deed.trigger.entry.verb:
            continue
        if deed.speaker is not None and deed.actor and deed.speaker.country != deed.actor.country:
            continue
        cue = dict(deed.why).get("status", "")
        kind = promise_of(deed.type, cue)
        if kind is not None:
            step = ("announcement", f"{deed.type} that is announced: {kind}")
            yield replace(
                deed,
                type=kind,
                status="asserted",
                speaker=None,
                when=deed.told,
                why=(*deed.why, step),
            )

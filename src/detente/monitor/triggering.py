"""Whether an event triggers the rung of its type, and if not, what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from detente.knowledge.ladder import RUNGS, rung_of
from detente.records import Event
from detente.tension import standing_rung
from detente.tension.rungs import triggers

__all__ = ["RULE", "Trigger", "trigger_of", "uncorroborated"]

RULE = (
    "Above rung 1 it takes two independent origins, or an admission by the actor, to trigger a rung"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """An event on the ladder."""

    rung: int
    """The rung that its type belongs to."""
    triggers: bool
    """Whether it triggers that rung; never so for rung 0, which is where a pair stands anyway."""
    words: str
    """The same as a sentence without its full stop, with what it lacks."""


def trigger_of(event: Event) -> Trigger:
    """Tell what one event by itself does to the standing rung of its pair."""
    rung = rung_of(event.type)
    highest = max((number for _, number in triggers([event])), default=0) if event.dyad else 0
    words = f"Belongs to rung {rung}, {RUNGS[rung].name}; "
    if rung == 0:
        words += "nothing needs to trigger it"
    elif highest == rung:
        words += "triggers it"
    elif highest:
        words += f"triggers it and, by its dead, rung {highest}, {RUNGS[highest].name}"
    else:
        words += f"does not trigger it: {_lacking(event)}"
    return Trigger(rung=rung, triggers=highest > 0, words=words)


def uncorroborated(events: Iterable[Event], *, rung: int, as_of: date) -> tuple[Event, ...]:
    """Give the events that would lift the pair above `rung` if a second origin told them."""
    return tuple(
        e
        for e in events
        if rung_of(e.type) > rung
        and standing_rung([e], as_of) <= rung < standing_rung([replace(e, origins=2)], as_of)
    )


def _lacking(event: Event) -> str:
    if event.dyad is None:
        return "not between two known states"
    if event.when is None:
        return "undated"
    if event.claimed:
        return "claimed, and stated as fact by nobody"
    if not triggers([replace(event, admitted=True)]):
        return "its date is too loose"
    return "one independent origin, two needed"

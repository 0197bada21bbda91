"""Labels as examples for the network: a text, who is in it, and what each does to each.

An *entity* is a state with all the stretches of text that name it, or one phrase of an event
inside a state. The pairs of an example are all ordered pairs of its states, each state with itself
and with an end that is unknown, and the phrases of each other event. A pair holds the set of types
that occur, with their statuses and triggers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from detente.knowledge.gazetteer import find_mentions

__all__ = ["NOBODY", "Deed", "Example", "Pair", "example", "without_outlets"]

NOBODY = -1
"""Index of an end that is unknown or no state."""

Stretch = tuple[int, int]

_OUTLETS = re.compile(r"(\s*\([^()]{1,80}\))+\s*$")


@dataclass(frozen=True, slots=True)
class Deed:
    """One type that occurs in a pair."""

    type: str
    status: str
    trigger: Stretch | None
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """An ordered pair of entities by index, what occurs, and the types that are left open."""

    actor: int
    recipient: int
    deeds: tuple[Deed, ...] = ()
    open: frozenset[str] = frozenset()


@dataclass(slots=True)
class Example:
    """A text with its entities, as stretches of characters, and its pairs."""

    id: str
    text: str
    political: bool
    entities: list[list[Stretch]] = field(default_factory=list)
    states: list[str | None] = field(default_factory=list)
    """ISO3 of each entity; None for a phrase."""
    actors: list[Stretch] = field(default_factory=list)
    """Phrases that readers marked as ends of events."""
    pairs: list[Pair] = field(default_factory=list)


def without_outlets(text: str) -> str:
    """Take the outlets in brackets off the end of a news line."""
    return _OUTLETS.sub("", text)


def example(row: Mapping[str, Any], text: str, on: date | None) -> Example:
    """Make the example of a row of labels."""
    made = Example(row["id"], text, row["political"])
    states = _states(text, on, row["events"])
    made.entities = list(states.values())
    made.states = list(states)
    index = {state: number for number, state in enumerate(states)}
    deeds: dict[tuple[int, int], list[Mapping[str, Any]]] = defaultdict(list)
    for event in row["events"]:
        deeds[index.get(event["actor"], NOBODY), index.get(event["recipient"], NOBODY)].append(
            event
        )
    phrased: list[tuple[int, int, Mapping[str, Any]]] = []
    for event in row["other"]:
        ends = tuple(index.get(event[end], NOBODY) for end in ("actor", "recipient"))
        deeds[ends[0], ends[1]].append(event)
        own = tuple(_phrase(made, event[f"{end}_phrase"]) for end in ("actor", "recipient"))
        if max(own) > NOBODY:
            phrased.append((own[0], own[1], event))
    ends_ = [NOBODY, *range(len(states))]
    made.pairs = [_pair(text, a, b, deeds[a, b]) for a, b in product(ends_, ends_)]
    for actor, recipient, event in phrased:
        made.pairs.append(_pair(text, actor, recipient, [event]))
        if min(actor, recipient) > NOBODY:
            made.pairs.append(Pair(recipient, actor))
    made.actors = sorted(set(_marked(text, (*row["events"], *row["other"]))))
    return made


def _states(
    text: str, on: date | None, events: Iterable[Mapping[str, Any]]
) -> dict[str, list[Stretch]]:
    """Give the stretches of each state: what the gazetteer finds and what readers marked."""
    found: dict[str, list[Stretch]] = defaultdict(list)
    for mention in find_mentions(text, on):
        if mention.country:
            found[mention.country].append((mention.start, mention.end))
    for event in events:
        for end in ("actor", "recipient"):
            place = _where(text, event[f"{end}_phrase"])
            if place and not any(_meet(place, other) for other in found.get(event[end], ())):
                found[event[end]].append(place)
    return dict(found)


def _phrase(made: Example, words: str | None) -> int:
    place = _where(made.text, words)
    if place is None:
        return NOBODY
    made.entities.append([place])
    made.states.append(None)
    return len(made.entities) - 1


def _pair(text: str, actor: int, recipient: int, events: Sequence[Mapping[str, Any]]) -> Pair:
    deeds = tuple(
        Deed(e["type"], e["status"], _where(text, e["trigger"]), bool(e.get("doubt")))
        for e in events
    )
    others = frozenset(kind for e in events for kind in e.get("alt_types", ()))
    return Pair(actor, recipient, deeds, others - {deed.type for deed in deeds})


def _marked(text: str, events: Iterable[Mapping[str, Any]]) -> Iterator[Stretch]:
    for event in events:
        for end in ("actor", "recipient"):
            if place := _where(text, event[f"{end}_phrase"]):
                yield place


def _where(text: str, words: str | None) -> Stretch | None:
    at = text.find(words) if words else -1
    return (at, at + len(words or "")) if at >= 0 else None


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]

"""Labels as examples for the network: a text, who is in it, and what each does to each.

An *entity* is a state with all the stretches of text that name it, or one phrase of an event. The
pairs of an example are all ordered pairs of its states, each state with itself and with an end that
is unknown, and the phrases of each event. A pair holds the set of types that occur, with their
statuses and triggers. Symmetric acts are held both ways round: who is named first is told by the
text, not by the network.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any

from detente.coding.learned.hints import Found, found_by_rules, hint, phrase_hint
from detente.coding.rules.memory import Memory
from detente.coding.rules.sentence import read_sentence
from detente.evaluation.scheme import SYMMETRIC
from detente.knowledge.gazetteer import find_mentions
from detente.language import split

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
    hint: Sequence[float] = ()
    """What the rules say of it."""


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
    for event in row["other"]:
        ends = tuple(index.get(event[end], NOBODY) for end in ("actor", "recipient"))
        deeds[ends[0], ends[1]].append(event)
    found = _by_rules(text, on)
    named: list[str | None] = list(states)
    ends_ = [NOBODY, *range(len(states))]
    for a, b in product(ends_, ends_):
        back = [e for e in deeds[b, a] if e["type"] in SYMMETRIC] if a != b else []
        names = [None if end == NOBODY else named[end] for end in (a, b)]
        made.pairs.append(_pair(text, a, b, deeds[a, b] + back, hint(found, *names)))
    made.pairs += _phrased(made, (*row["events"], *row["other"]))
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


def _by_rules(text: str, on: date | None) -> Found:
    """Read the text by rules, sentence by sentence."""
    memory = Memory()
    deeds = [
        deed
        for number, (start, end) in enumerate(split(text))
        for deed in read_sentence(text[start:end], number, on, memory, opens=number == 0)
    ]
    return found_by_rules(deeds)


def _phrased(made: Example, events: Iterable[Mapping[str, Any]]) -> Iterator[Pair]:
    """Give each event once more as a pair of its phrases, as a marked pair is asked about."""
    for event in events:
        ends = [_where(made.text, event[f"{end}_phrase"]) for end in ("actor", "recipient")]
        if not any(ends) or (ends[0] and ends[1] and _meet(ends[0], ends[1])):
            continue
        a, b = (_phrase(made, event[f"{end}_phrase"]) for end in ("actor", "recipient"))
        there = phrase_hint(made.text, ends[0] or (0, 0), ends[1] or (0, 0))
        yield _pair(made.text, a, b, [event], there)
        if min(a, b) > NOBODY:
            again = [event] if event["type"] in SYMMETRIC else []
            back = phrase_hint(made.text, ends[1] or (0, 0), ends[0] or (0, 0))
            yield _pair(made.text, b, a, again, back)


def _phrase(made: Example, words: str | None) -> int:
    place = _where(made.text, words)
    if place is None:
        return NOBODY
    made.entities.append([place])
    made.states.append(None)
    return len(made.entities) - 1


def _pair(
    text: str, actor: int, recipient: int, events: Sequence[Mapping[str, Any]],
    told: Sequence[float],
) -> Pair:  # fmt: skip
    deeds = tuple(
        Deed(e["type"], e["status"], _where(text, e["trigger"]), bool(e.get("doubt")))
        for e in events
    )
    others = frozenset(kind for e in events for kind in e.get("alt_types", ()))
    return Pair(actor, recipient, deeds, others - {deed.type for deed in deeds}, told)


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

"""Who is in a sentence, as the network is asked about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from detente.coding.learned.hints import Found, hint
from detente.coding.learned.model import NOBODY, Asked, Pair, Span
from detente.knowledge.gazetteer import Mention
from detente.knowledge.resolution import Resolved

__all__ = ["MOST_STATES", "Entity", "asked", "states", "with_phrases"]

MOST_STATES = 12
"""States of a sentence that are asked about, those named first; only lists name more."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, or an actor of no known state, with what names it in a sentence."""

    country: str | None
    mentions: tuple[Mention, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Give the stretches of text that name it."""
        return tuple((m.start, m.end) for m in self.mentions)


def states(resolved: Iterable[Resolved]) -> tuple[Entity, ...]:
    """Give the states of a sentence in the order in which they are named first.

    A state that only pronouns stand for is left out: news lines, from which the network learned,
    seldom have such, and what it finds of them is seldom right.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in resolved:
        if one.mention.country:
            found[one.mention.country].append(one.mention)
    named = [
        Entity(country, tuple(mentions))
        for country, mentions in found.items()
        if any(m.kind != "pronoun" for m in mentions)
    ]
    return tuple(named[:MOST_STATES])


def asked(text: str, entities: Sequence[Entity], found: Found) -> Asked:
    """Ask about all ordered pairs of states, each with itself, and with an unknown end."""
    ends = (NOBODY, *range(len(entities)))
    pairs = []
    for a, b in product(ends, ends):
        names = [None if end == NOBODY else entities[end].country for end in (a, b)]
        pairs.append(Pair(a, b, hint(found, *names)))
    return Asked(text, [entity.spans for entity in entities], pairs)


def with_phrases(
    entities: Sequence[Entity], names: Iterable[Span], resolved: Iterable[Resolved], text: str
) -> tuple[Entity, ...]:
    """Add actors of no known state: those the gazetteer knows, and those the network marked."""
    bare = [one.mention for one in resolved if one.mention.country is None]
    taken = [span for entity in entities for span in entity.spans]
    taken += [(m.start, m.end) for m in bare]
    for start, end in names:
        if not any(a < end and start < b for a, b in taken):
            words = text[start:end]
            bare.append(Mention(start, end, words, None, None, "group", "marked by the network"))
    return (*entities, *(Entity(None, (m,)) for m in bare[:MOST_STATES]))

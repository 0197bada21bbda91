"""What the rules found, as features of a pair for the network.

A pair's hint is a row of 0 and 1, `HINTS` long: six blocks of the 16 types. For a pair of states
the first four say what `rules.v1` reads of it, of its mirror, of the actor toward anybody and of
anybody toward the recipient; for a pair of phrases the last two hold the type that the rules guess
of it and of its mirror.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from detente.coding.rules.deed import Deed
from detente.coding.rules.pairs import type_of_pair
from detente.records import EVENT_TYPES

__all__ = ["HINTS", "TYPES", "Found", "found_by_rules", "hint", "phrase_hint"]

TYPES = len(EVENT_TYPES)
_INDEX = {kind: n for n, kind in enumerate(EVENT_TYPES)}
HINTS = 6 * TYPES

Found = Mapping[tuple[str | None, str | None], frozenset[int]]
"""Types by number that the rules found, by ISO3 of actor and recipient, None where unknown."""


def found_by_rules(deeds: Iterable[Deed]) -> Found:
    """Gather the types of deeds by their ends."""
    found: dict[tuple[str | None, str | None], set[int]] = defaultdict(set)
    for deed in deeds:
        if deed.type is not None:
            ends = [end.country if end else None for end in (deed.actor, deed.recipient)]
            found[ends[0], ends[1]].add(_INDEX[deed.type])
    return {ends: frozenset(kinds) for ends, kinds in found.items()}


def hint(found: Found, actor: str | None, recipient: str | None) -> Sequence[float]:
    """Give the hint of a pair of states; None is an unknown end."""
    row = [0.0] * HINTS
    for (a, b), kinds in found.items():
        blocks = [
            (a, b) == (actor, recipient),
            (b, a) == (actor, recipient),
            a == actor and a is not None,
            b == recipient and b is not None,
        ]
        for kind in kinds:
            for number, fits in enumerate(blocks):
                if fits:
                    row[number * TYPES + kind] = 1.0
    return row


def phrase_hint(text: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Sequence[float]:
    """Give the hint of a pair of phrases, as spans of `text`."""
    row = [0.0] * HINTS
    for block, (a, b) in ((4, (actor, recipient)), (5, (recipient, actor))):
        if (kind := type_of_pair(text, a, b)) is not None:
            row[block * TYPES + _INDEX[kind]] = 1.0
    return row

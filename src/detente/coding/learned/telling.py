"""Which deeds say the same, and which are seldom right."""

from __future__ import annotations

from typing import TypeAlias

from detente.coding.learned.choosing import Choice
from detente.coding.rules.deed import Deed
from detente.coding.rules.parties import OPENER

__all__ = [
    "PRONOUNS", "Core", "core", "ends_of", "fills", "of_a_firm", "of_a_list", "rivals", "vague",
]  # fmt: skip

PRONOUNS = frozenset({
    "i", "me", "my", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "it",
    "its", "they", "them", "their", "this", "that", "these", "those", "who", "which", "whose",
})  # fmt: skip
"""Words that name an end only by what was said before."""

Core: TypeAlias = tuple[str | None, str | None, str | None]
"""Actor, type and recipient."""


def core(deed: Deed) -> Core:
    """Give who did what to whom."""
    ends = [end.country if end else None for end in (deed.actor, deed.recipient)]
    return ends[0], deed.type, ends[1]


def fills(whole: Deed, part: Deed) -> bool:
    """Tell whether a deed names an end that another one leaves open or takes for the same state."""
    (a, kind, b), (c, other, d) = core(whole), core(part)
    open_ = c is None or d is None or c == d
    return kind == other and open_ and None not in (a, b) and {c, d} <= {a, b, None}


def rivals(one: Choice, other: Choice) -> bool:
    """Tell whether the same words of the same pair are likelier another type."""
    same = one.pair == other.pair and one.kind != other.kind
    overlap = one.trigger[0] < other.trigger[1] and other.trigger[0] < one.trigger[1]
    return same and overlap and (one.confidence, -one.kind) < (other.confidence, -other.kind)


def of_a_list(deed: Deed) -> bool:
    """Tell whether a line of a list takes its subject from the line that opens the list."""
    return deed.actor is not None and deed.actor.how.startswith(OPENER) and len(ends_of(deed)) == 2


def of_a_firm(deed: Deed) -> bool:
    """Tell whether a firm acts without a second state: by its own will, which is no politics."""
    return deed.actor is not None and deed.actor.sector == "BUS" and len(ends_of(deed)) < 2


def vague(deed: Deed) -> bool:
    """Tell whether a pronoun stands for an end, and no second state is named."""
    ends = [end for end in (deed.actor, deed.recipient) if end]
    return len(ends_of(deed)) < 2 and any(end.name.lower() in PRONOUNS for end in ends)


def ends_of(deed: Deed) -> set[str]:
    """Give the states of both ends."""
    return {end.country for end in (deed.actor, deed.recipient) if end and end.country}

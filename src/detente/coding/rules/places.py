"""Where a deed was done, as the text names it."""

from __future__ import annotations

from detente.coding.rules.parties import Party
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["place_of"]

_PLACING = frozenset({"in", "at", "near", "outside", "inside", "off"})
_SITES = frozenset({"place", "city", "capital", "state"})
_REACH = 30
_DATES = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "jan", "feb", "aug", "sept", "oct", "nov", "dec",
    }
)  # fmt: skip


def place_of(t: Tagged, trigger: Trigger, *ends: Party | None) -> str | None:
    """Give the first name of a place after the trigger, in its sentence, that is neither end."""
    taken = {one.start for one in ends if one is not None}
    for k in range(trigger.at + 1, min(len(t.tags), trigger.at + _REACH)):
        if t.tags[k] == ";" and t.word(k) in (".", ";"):
            break
        if t.word(k) in _PLACING and (name := _name(t, t.skip_right(k + 1, "Dj"), taken)):
            return name
    return None


def _name(t: Tagged, k: int, taken: set[int]) -> str | None:
    if k >= len(t.tags):
        return None
    if t.tags[k] == "X":
        mention = t.mentions[t.owner[k]]
        return mention.text if mention.kind in _SITES and mention.start not in taken else None
    end = k
    while end < len(t.tags) and t.tags[end] == "w" and t.words.title(end):
        end += 1
    if end == k or t.words.lower[k] in _DATES:
        return None
    return t.words.text[t.words.start[k] : t.words.end[end - 1]]

"""Whose thing it is: "a Bolivian coach … opened fire on the coach"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.memory import Memory
from detente.coding.rules.parties import Party, party
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["note_things", "owner_of_thing"]

_OWNED = frozenset({"of", "from"})
_DEFINITE = frozenset({"the", "this", "that"})
_AHEAD = 8
"""Tokens after a trigger within which the thing hit is named."""


def note_things(t: Tagged, memory: Memory) -> None:
    """Remember the state of every thing that the sentence gives one."""
    listed = wordlist("things")
    for k, word in enumerate(t.words.lower):
        if word not in listed and word[:-1] not in listed:
            continue
        noun = _thing(t, k)
        owner = noun and (_before(t, k) or _after(t, k) or _aboard(t, k))
        if noun and owner:
            memory.things[noun] = memory.things[_sort(noun)] = owner


def owner_of_thing(t: Tagged, trigger: Trigger, memory: Memory) -> Party | None:
    """Give the state whose thing, told of before, a deed is done to."""
    if not memory.things:
        return None
    passive = t.tags[trigger.at] in "zr"
    for k in _reach(t, trigger, passive=passive):
        noun = _thing(t, k)
        owner = noun and (memory.things.get(noun) or memory.things.get(_sort(noun)))
        if not owner or t.word(t.skip_left(k - 1, "jw")) not in _DEFINITE:
            continue
        return replace(owner, how=f"owner of the {noun} told of before: {owner.name!r}")
    return None


def _reach(t: Tagged, trigger: Trigger, *, passive: bool) -> Iterator[int]:
    """Give the tokens among which the thing can be: after a verb, before a passive."""
    step = -1 if passive else 1
    k = trigger.at + step
    while 0 <= k < len(t.tags) and abs(k - trigger.at) <= _AHEAD:
        if t.tags[k] in ";SR," or (t.tags[k] in "vz" and k not in trigger.tokens):
            return
        yield k
        k += step


def _thing(t: Tagged, k: int) -> str | None:
    """Give the noun at `k` in the singular, if it is one of things."""
    word = t.words.lower[k]
    if t.tags[k] not in "wXjv":
        return None
    listed = wordlist("things")
    if word in listed:
        return word
    return word[:-1] if word[:-1] in listed and word[-1] == "s" else None


def _sort(noun: str) -> str:
    """Give what stands for all of a sort: the trawler told of before is "the vessel" too."""
    return next((f"any {s}" for s in ("ship", "plane", "car") if noun in wordlist(f"{s}s")), noun)


def _before(t: Tagged, k: int) -> Party | None:
    """Read "a Bolivian coach", "Peru's new ferry"."""
    if t.tags[k] == "X":
        inside = t.owner[k]
        return party(t, inside, "owner") if t.mentions[inside].country else None
    j = t.skip_left(k - 1, "wjG#p")
    if t.tag(j) != "X" or k - j > 5 or t.mentions[t.owner[j]].country is None:
        return None
    return party(t, t.owner[j], "owner")


def _after(t: Tagged, k: int) -> Party | None:
    """Read "a ferry of the Peruvian line", "a trawler from Peru"."""
    if t.word(k + 1) not in _OWNED:
        return None
    j = t.skip_right(k + 2, "Dj")
    if t.tag(j) != "X" or t.mentions[t.owner[j]].country is None:
        return None
    return party(t, t.owner[j], "owner")


def _aboard(t: Tagged, k: int) -> Party | None:
    """Read "a ferry with ninety people aboard, mostly Peruvians"."""
    for j in range(k + 1, min(len(t.tags), k + 30)):
        if t.word(j) in (".", ";"):
            return None
        if t.tags[j] != "X" or t.mentions[t.owner[j]].sector != "CVL":
            continue
        i = t.skip_left(j - 1, "D#PQ")
        if t.mentions[t.owner[j]].country and t.word(i) in wordlist("mostly"):
            return party(t, t.owner[j], "most of those on board")
    return None

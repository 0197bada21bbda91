"""Who is acted upon: the objects of verbs and nouns, in the order their entry prefers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from detente.coding.rules.clauses import Object, objects
from detente.coding.rules.parties import (
    OWNING,
    PEOPLE,
    Parties,
    Party,
    compound,
    party,
    pronoun,
    with_home,
)
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["recipients"]

_PLACING = frozenset({"in", "inside", "near", "over", "at", "into"})
_OWN_THINGS = frozenset({"SANCTION", "MOBILIZE", "RETREAT", "AGREE"})


def recipients(
    t: Tagged, trigger: Trigger, actors: Iterable[Party], found: list[Object] | None = None
) -> Parties:
    """Give whom an active verb or a noun is directed at, by the entry's order of preference."""
    own = {a.country for a in actors if a.country}
    start = trigger.at + 1
    while start in trigger.tokens and t.tag(start) != "X":
        start += 1  # particles: "called in the envoy"
    near = objects(t, start) if found is None else found
    near = [o for o in near if not _own_object(t, trigger, o)]
    if not near and trigger.end > start:
        near = objects(t, trigger.end)
    owning = [o for o in near if o.mention is None and t.tags[o.at] == "D"]
    near = [o for o in near if o not in owning]
    fallback = _preferred(t, trigger, near, own)
    if any(_foreign(p, own) for p in fallback):
        return fallback
    if trigger.entry.type in _OWN_THINGS:  # "closed its consulate": its own
        return fallback
    return _preferred(t, trigger, owning, own) or fallback


def _own_people(one: Party) -> bool:
    return one.country is not None and one.sector not in (None, "REB", "UAF", "INS")


def _foreign(one: Party, own: set[str]) -> bool:
    return one.pronoun or (one.country is not None and one.country not in own)


def _preferred(t: Tagged, trigger: Trigger, near: list[Object], own: set[str]) -> Parties:
    fallback: Parties = ()
    for preposition in trigger.entry.to:
        if preposition in _PLACING and any(_own_people(p) for p in fallback):
            break  # "killed Kenyan soldiers in Uganda": Uganda is only where
        fits = [o for o in near if o.preposition == preposition]
        if preposition == "object" and trigger.entry.to[0] != "object" and not fits:
            continue
        chosen = _chosen(t, fits, own, preposition)
        if any(_foreign(p, own) for p in chosen):
            return chosen
        fallback = fallback or chosen
    return fallback


def _own_object(t: Tagged, trigger: Trigger, one: Object) -> bool:
    """Tell whether it is the phrase's own noun: the troops of "moved troops to the border"."""
    if one.mention is None:
        return False
    inside = any(t.first[one.mention] <= k < t.last[one.mention] for k in trigger.tokens)
    return inside and t.mentions[one.mention].country is None


def _named(t: Tagged, one: Object) -> bool:
    return one.mention is not None and t.mentions[one.mention].country is not None


def _chosen(t: Tagged, fits: list[Object], own: set[str], preposition: str) -> Parties:
    how = "object" if preposition == "object" else f"after {preposition!r}"
    for position, one in enumerate(fits):
        if one.mention is None:
            return (pronoun(t, one.at, f"{how}, pronoun"),)
        mention = t.mentions[one.mention]
        if mention.country is None and any(_named(t, o) for o in fits[position + 1 :]):
            continue  # "at outlets such as Xinhua"
        if mention.country is None and mention.kind not in PEOPLE:
            continue
        owned = t.word(t.skip_left(t.first[one.mention] - 1, "jw#"))
        if mention.country is None and owned in OWNING:
            made = party(t, one.mention, f"{how}, with {owned!r}")
            return (replace(made, pronoun=True),)
        if mention.country in own and position + 1 < len(fits):
            continue
        parties = list(with_home(t, one.mention, how))
        parties += compound(t, t.last[one.mention], len(t.tags), how)
        return tuple(p for p in parties if p.country not in own) or tuple(parties)
    return ()

"""Frames of nouns that tell deeds: "Moscow's attack on", "talks between"."""

from __future__ import annotations

from detente.coding.rules.claims import Standing
from detente.coding.rules.clauses import objects
from detente.coding.rules.frame import Frame
from detente.coding.rules.lexicon import grammar
from detente.coding.rules.parties import Parties, Party, party
from detente.coding.rules.passives import ground
from detente.coding.rules.recipients import recipients
from detente.coding.rules.subjects import actor_of_noun, subject
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["noun"]


def noun(t: Tagged, trigger: Trigger, stand: Standing) -> Frame | None:
    """Give the frame of a noun; None where it names too few ends to be a deed."""
    between = _between(t, trigger)
    if between:
        return Frame(trigger, stand, between[:1], between[1:])
    actors = actor_of_noun(t, trigger) or _claimer(t, trigger) or _lightly(t, trigger)
    near = objects(t, trigger.at + 1, limit=18)
    found = recipients(t, trigger, actors, near)
    if not found or all(p.country is None for p in found):
        found = recipients(t, trigger, actors, [o for o in near if o.preposition != "object"])
    if not actors:
        actors = ground(t, trigger, found, near)
    if not (actors and found) and not _domestic(trigger, actors, found):
        return None
    return Frame(trigger, stand, actors[:2], found)


def _lightly(t: Tagged, trigger: Trigger) -> Parties:
    """Give who "announced the release of" or "launched an invasion of"."""
    verb = t.skip_left(trigger.start - 1, "Djw#p")
    if t.tag(verb) == "v" and "light" in grammar().governs.get(t.word(verb), ()):
        return subject(t, verb)
    return ()


def _claimer(t: Tagged, trigger: Trigger) -> Parties:
    """Read "claimed responsibility for the attack" as an admission."""
    for k in range(trigger.start - 1, max(1, trigger.start - 6), -1):
        if t.word(k) == "for" and t.word(k - 1) == "responsibility":
            verb = t.skip_left(k - 2, "DjV")
            return subject(t, verb) if t.tag(verb) in "v" else ()
    return ()


def _domestic(trigger: Trigger, actors: Parties, found: Parties) -> bool:
    """Keep violence and protest that name only one end."""
    return trigger.entry.type in ("ASSAULT", "PROTEST", "COERCE") and any(
        p.country for p in (*actors, *found)
    )


def _between(t: Tagged, trigger: Trigger) -> Parties:
    k = next(
        (i for i in range(trigger.at, min(len(t.tags), trigger.end + 6)) if t.word(i) == "between"),
        None,
    )
    if k is None:
        return ()
    found: list[Party] = []
    while k < len(t.tags) and len(found) < 4:
        k = t.skip_right(k + 1, "Dj,C#wpG")
        if t.tag(k) != "X":
            break
        one = party(t, t.owner[k], "after 'between'")
        if one.country and one.country not in {p.country for p in found}:
            found.append(one)
        k = t.last[t.owner[k]] - 1
    return tuple(found) if len(found) > 1 else ()

"""Who did what to whom, for each trigger of a sentence, by the trigger's form."""

from __future__ import annotations

from detente.coding.rules.claims import Standing
from detente.coding.rules.clauses import objects
from detente.coding.rules.contents import charged, content
from detente.coding.rules.frame import SYMMETRIC, Frame
from detente.coding.rules.nouns import noun
from detente.coding.rules.parties import Parties, party
from detente.coding.rules.passives import attribute, passive
from detente.coding.rules.recipients import recipients
from detente.coding.rules.status import standing
from detente.coding.rules.subjects import governed_subject, infinitive_subject, subject
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger
from detente.knowledge.plover import is_conflict, is_verbal

__all__ = ["frames"]

_ABOUT_DEEDS = frozenset({"THREATEN", "REJECT", "AGREE", "REQUEST"})
_MUTUAL = frozenset({"clash", "clashes", "fighting", "skirmish", "skirmishes"})

_FOUGHT = frozenset({"fight", "fought", "went"})
"""Verbs that need no object where two are their subject: "Peru and Ecuador fought a war"."""


def frames(t: Tagged, triggers: tuple[Trigger, ...]) -> tuple[Frame, ...]:
    """Give a frame for every trigger that tells a deed."""
    found: list[Frame] = []
    for trigger in triggers:
        stand = standing(t, trigger)
        if stand is None:
            continue
        made = _frame(t, trigger, stand, found)
        if made is not None:
            found.append(made)
    return tuple(found)


def _frame(t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame]) -> Frame | None:
    tag = t.tags[trigger.at]
    charge = charged(t, trigger, before)
    if charge is not None:
        return content(t, trigger, stand, before, charge)
    if tag in "zr":
        return passive(t, trigger, stand)
    if tag == "g":
        return _gerund(t, trigger, stand, before)
    if tag in "wX":
        return noun(t, trigger, stand)
    if tag == "p":
        return attribute(t, trigger, stand)
    doer = infinitive_subject if tag == "i" else subject
    return _active(t, trigger, stand, doer(t, trigger.at))


def _active(t: Tagged, trigger: Trigger, stand: Standing, actors: Parties) -> Frame | None:
    if trigger.entry.by and not any(a.sector in trigger.entry.by for a in actors):
        return None
    mutual = trigger.entry.type in SYMMETRIC or t.word(trigger.at) in _MUTUAL
    several = len({a.country for a in actors if a.country}) > 1
    if mutual and several and not _third_named(t, trigger, actors):
        return Frame(trigger, stand, actors[:1], actors[1:])
    found = recipients(t, trigger, actors)
    if several and not found and t.word(trigger.at) in _FOUGHT:
        return Frame(trigger, stand, actors[:1], actors[1:])
    if not any(p.country for p in found) and trigger.entry.type == "REQUEST":
        found = _asked_that(t, trigger, actors) or found
    if not any(p.country for p in found) and trigger.entry.type in _ABOUT_DEEDS:
        found = _through_content(t, trigger, actors) or found
    return Frame(trigger, stand, actors, found)


def _asked_that(t: Tagged, trigger: Trigger, actors: Parties) -> Parties:
    """Find who is asked in "demanded that Iran stop"."""
    if t.word(trigger.end) != "that" and t.word(trigger.end - 1) != "that":
        return ()
    k = t.skip_right(trigger.end, "SDj")
    if t.tag(k) != "X" or t.mentions[t.owner[k]].country in {a.country for a in actors}:
        return ()
    return (party(t, t.owner[k], "subject of what is asked"),)


def _through_content(t: Tagged, trigger: Trigger, actors: Parties) -> Parties:
    """Find the other end in what is threatened, refused or agreed: "to close the border with"."""
    own = {a.country for a in actors}
    k = next(
        (i for i in range(trigger.at + 1, min(len(t.tags), trigger.end + 3)) if t.tags[i] in "ig"),
        None,
    )
    if k is None:
        return ()
    for one in objects(t, k + 1):
        if one.mention is None or one.preposition == "by":
            continue
        mention = t.mentions[one.mention]
        site = one.preposition in ("in", "at") and mention.kind in ("place", "city", "state")
        if mention.country and mention.country not in own and not site:
            return (party(t, one.mention, "end of the deed spoken of"),)
    return ()


def _third_named(t: Tagged, trigger: Trigger, actors: Parties) -> bool:
    """Tell whether a verb of mutual doing names a further party: "A and B met with C"."""
    own = {a.country for a in actors}
    return any(
        p.country and p.country not in own and "'with'" in p.how
        for p in recipients(t, trigger, actors)
    )


def _gerund(t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame]) -> Frame | None:
    at = trigger.at
    lead = t.word(t.skip_left(at - 1, "VN"))
    actors = governed_subject(t, at)
    governor = _governor(t, at, before) if lead == "by" else None
    if governor is not None:
        actors = governor.actors
    if not actors:
        return None
    found = recipients(t, trigger, actors)
    outer = governor.recipients if governor is not None else ()
    if outer and not any(p.country for p in found):
        found = outer
    elif not found and before and t.tag(at - 1) == "," and _hostile(trigger, before[-1].trigger):
        found = tuple(p for p in before[-1].recipients if p not in actors)
    return Frame(trigger, stand, actors, found)


def _hostile(*triggers: Trigger) -> bool:
    """Tell whether all are hostile deeds, which go on against the same: "shelled it, killing"."""
    kinds = [x.entry.type or "" for x in triggers]
    return all(is_conflict(kind) and not is_verbal(kind) for kind in kinds)


def _governor(t: Tagged, at: int, before: list[Frame]) -> Frame | None:
    """Give the deed that "by doing" explains."""
    for one in reversed(before):
        if t.tags[one.trigger.at] in "vz" and one.trigger.at < at:
            between = t.tags[one.trigger.at + 1 : at]
            return None if any(x in ";vz" for x in between) else one
    return None

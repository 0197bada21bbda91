"""Who acts in the items of a list that name nobody: "Closed the border", "Envoy summoned".

The line before tells: "Kampala answered at once:", "The steps taken by Kampala so far:". Items that
follow one another share their actor.
"""

from __future__ import annotations

from dataclasses import replace

from detente.coding.rules.clauses import objects
from detente.coding.rules.frame import Frame
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.memory import Memory
from detente.coding.rules.parties import OPENER, Parties, Party, party, passed_on, with_home
from detente.coding.rules.subjects import subject
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = [
    "introducer",
    "is_answer",
    "is_headless",
    "is_measure",
    "list_actors",
    "list_recipients",
    "unnamed_doer",
]

_SOURCES = frozenset({"by", "from", "of"})
_TARGETS = frozenset({"against", "on", "with", "toward", "towards", "to", "in", "for"})
_GROUND = frozenset({"in", "inside", "across"})
_STATE_LIKE = frozenset({"state", "capital", "metonym", "leader"})


def is_headless(t: Tagged, at: int) -> bool:
    """Tell whether the sentence begins with the verb at `at`, as items of a list do."""
    return t.skip_right(0, ";V,#") == at and t.tag(at) in "vr"


def list_actors(t: Tagged, frame: Frame, memory: Memory, index: int) -> Parties:
    """Give who acts in an item that begins with its verb."""
    if not is_headless(t, frame.trigger.start):
        return ()
    hit = {p.country for p in frame.recipients if p.country}
    earlier = memory.subjects if index - memory.subjects_at == 1 else ()
    fits = tuple(passed_on(p, OPENER) for p in earlier if p.country not in hit)
    if fits or len(hit) != 1:
        return fits
    # As where the line before names only victims and the prison they died in.
    found = memory.other(next(iter(hit)), index, reach=1) or memory.other(next(iter(hit)), index)
    return (replace(found, sector=None, how="the only other state told of"),) if found else ()


def list_recipients(t: Tagged, frame: Frame, memory: Memory, index: int, own: set[str]) -> Parties:
    """Give at whom an item is aimed that names no state: whom the item before was."""
    target = memory.target
    if target is None or target.country in own or index - memory.subjects_at != 1:
        return ()
    if not frame.recipients or not is_headless(t, frame.trigger.start):
        return ()
    return (
        replace(target, sector=None, how=f"at whom the line before was aimed: {target.name!r}"),
    )


def unnamed_doer(t: Tagged, frame: Frame, memory: Memory, index: int) -> Parties:
    """Give who took the measures that a passive tells without an agent, if one state was at it."""
    trigger = frame.trigger
    if t.tags[trigger.at] not in "zr" or not is_measure(trigger):
        return ()
    hit = {p.country for p in frame.recipients if p.country}
    if not hit or _at_home(t, trigger.at, hit):
        return ()
    found = memory.acted_against(hit)
    if found is None and index - memory.listing == 1 == index - memory.subjects_at:
        found = next((p for p in memory.subjects if p.country not in hit), None)
    if found is None and index - memory.listing == 1 and len(hit) == 1:
        found = memory.other(next(iter(hit)), index, reach=2)
        found = found and replace(found, sector=None)
    return (passed_on(found, "who took the measures told of before: "),) if found else ()


def is_measure(trigger: Trigger) -> bool:
    """Tell whether a deed is one that states answer each other with."""
    if trigger.entry.type == "ACCUSE":
        return "diplomatic" in trigger.entry.contexts
    return trigger.entry.type in ("SANCTION", "COERCE")


def _at_home(t: Tagged, at: int, hit: set[str]) -> bool:
    """Tell whether it happened on the ground of those hit, so that their own state did it."""
    return any(
        o.preposition in _GROUND and o.mention is not None and t.mentions[o.mention].country in hit
        for o in objects(t, at + 1)
    )


def is_answer(t: Tagged) -> bool:
    """Tell whether a line says that somebody answers, or ends in a colon."""
    return t.words.lower[-1] == ":" or any(
        tag == "v" and word in wordlist("answering")
        for tag, word in zip(t.tags, t.words.lower, strict=True)
    )


def introducer(t: Tagged, memory: Memory, index: int) -> Parties:
    """Give who acts in the list that a line introduces, if the line makes it clear."""
    found = _answering(t) or _last_subject(t) or _named(t)
    earlier = tuple(party(t, i, "named before") for i, m in enumerate(t.mentions) if m.country)
    resolved = tuple(memory.resolve(p, set(), index, earlier) for p in found)
    return tuple(p for p in resolved if p.country)


def _answering(t: Tagged) -> Parties:
    """Read "Kampala's answer", "a sharp response from Kampala"."""
    for k in range(len(t.tags)):
        if t.words.lower[k] not in wordlist("answers") or t.tags[k] == "X":
            continue
        j = t.skip_left(k - 1, "jw#p")
        owner = t.skip_left(j, "G")
        if owner != j and t.tag(owner) == "X":
            return (party(t, t.owner[owner], "whose answer it is"),)
        for one in objects(t, k + 1, limit=8):
            if one.preposition in _SOURCES and one.mention is not None:
                return with_home(t, one.mention, "from whom the answer comes")
    return ()


def _last_subject(t: Tagged) -> Parties:
    """Give the subject of the last verb that has one: "After the arrests Kampala hit back"."""
    for k in range(len(t.tags) - 1, -1, -1):
        if t.tags[k] == "v":
            found = subject(t, k)
        elif t.tags[k] in "zr":
            near = objects(t, k + 1)
            found = tuple(
                party(t, o.mention, "agent after 'by'")
                for o in near
                if o.preposition == "by" and o.mention is not None
            )
        else:
            continue
        if any(_can_act(p) for p in found):
            return found
    return ()


def _can_act(one: Party) -> bool:
    return one.country is not None or one.pronoun or (one.kind == "agent" and one.definite)


def _named(t: Tagged) -> Parties:
    """Read lines without a verb: "In response, the government:"."""
    if any(tag in "vz" for tag in t.tags):
        return ()
    for i in range(len(t.mentions) - 1, -1, -1):
        (one,) = with_home(t, i, "named in the line before")
        aim = t.word(t.skip_left(t.first[i] - 1, "Dj")) in _TARGETS
        if not aim and _can_act(one) and (one.kind in _STATE_LIKE or one.kind == "agent"):
            return (one,)
    return ()

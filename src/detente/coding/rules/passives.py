"""Frames of passives: what was done to whom, by an agent named or understood."""

from __future__ import annotations

from detente.coding.rules.claims import Standing
from detente.coding.rules.clauses import Object, objects
from detente.coding.rules.frame import SYMMETRIC, Frame
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.parties import Parties, party, pronoun, with_home
from detente.coding.rules.recipients import recipients
from detente.coding.rules.subjects import subject
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["attribute", "ground", "passive"]

_INSIDE = frozenset({"in", "inside", "within", "across", "there", "off"})
_GROUND = frozenset({"arrest", "seize", "convict", "restrict"})
"""Modes that only the state of the place carries out, where no agent is named."""


def passive(t: Tagged, trigger: Trigger, stand: Standing) -> Frame:
    """Give the frame of a passive verb or a participle after its noun."""
    near = objects(t, trigger.at + 1)
    agents = tuple(
        party(t, o.mention, "agent after 'by'")
        for o in near
        if o.preposition == "by" and o.mention is not None
    )
    agents = tuple(a for a in agents if a.country or a.kind == "agent")
    rest = [o for o in near if o.preposition not in ("by", "object")]
    undergoers = _undergoers(t, trigger)
    if not undergoers and min(trigger.tokens) < trigger.at:  # "sanctions were imposed on"
        named = [o for o in rest if o.mention is not None]
        undergoers = recipients(t, trigger, agents, named)
    if not agents:
        agents = (
            ground(t, trigger, undergoers, rest)
            or _site(t, trigger, undergoers)
            or _owner(t, trigger, undergoers)
        )
    if not agents and trigger.entry.type == "REJECT":
        agents = _where(t, rest)
    if not agents and trigger.entry.type == "ACCUSE":
        agents = _caller(t, rest, undergoers)
    if not agents and trigger.entry.type == "ASSAULT":
        agents = _holder(t, trigger.at)
    if trigger.entry.type in SYMMETRIC and len(agents) > 1 and not undergoers:
        return Frame(trigger, stand, agents[:1], agents[1:])
    return Frame(trigger, stand, agents[:2], undergoers)


def _undergoers(t: Tagged, trigger: Trigger) -> Parties:
    """Give whom a passive is done to: its subject, or whoever its subject belongs to or goes to."""
    noun = next((k for k in trigger.tokens if k < trigger.at), None)
    if noun is not None and t.tags[noun] == "X" and not t.word(noun).startswith("embass"):
        return (party(t, t.owner[noun], "subject of the passive"),)  # what was shut, not where
    if noun is not None and t.word(noun + 1) == "of":
        k = t.skip_right(noun + 2, "Dj")
        if t.tag(k) == "X" and k < trigger.at and t.mentions[t.owner[k]].country:
            return (party(t, t.owner[k], "owner of the subject"),)
    if noun is not None:
        side = [o for o in objects(t, noun + 1) if o.at < trigger.at and o.preposition != "object"]
        if found := recipients(t, trigger, (), side):
            return found
    return subject(t, trigger.at)


def _where(t: Tagged, near: list[Object]) -> Parties:
    """Read "a charge denied in Lima": by the government there."""
    for one in near:
        if one.preposition == "in" and one.mention is not None and t.mentions[one.mention].country:
            return (party(t, one.mention, "where it was denied"),)
    return ()


def _caller(t: Tagged, near: list[Object], undergoers: Parties) -> Parties:
    """Read "was summoned to the foreign ministry in Lima": by the state of the ministry."""
    own = {u.country for u in undergoers}
    for one in near:
        if one.mention is not None and one.preposition == "to":
            found = with_home(t, one.mention, "whose ministry it was")
            return tuple(p for p in found if p.country and p.country not in own)
    return ()


def _owner(t: Tagged, trigger: Trigger, undergoers: Parties) -> Parties:
    """Read "several Kenya Airways flights to Uganda were stopped": by their owner."""
    k = t.skip_left(min(trigger.tokens) - 1, "j")
    if trigger.entry.type != "SANCTION" or min(trigger.tokens) == trigger.at or t.tag(k) != "X":
        return ()
    found = party(t, t.owner[k], "owner of what is stopped")
    return () if found.country in {u.country for u in undergoers} else (found,)


def ground(t: Tagged, trigger: Trigger, undergoers: Parties, near: list[Object]) -> Parties:
    """Take the state of the place for the doer of an arrest that names none."""
    entry, own = trigger.entry, {u.country for u in undergoers}
    barred = entry.type == "SANCTION" and "diplomatic" in entry.contexts and bool(own - {None})
    if not (entry.mode in _GROUND or barred or _is_summons(trigger)):
        return ()
    inside = _INSIDE | {"from"} if entry.mode == "expel" else _INSIDE
    for one in near:
        if one.mention is None or one.preposition not in inside:
            continue
        mention = t.mentions[one.mention]
        if mention.country and (mention.country not in own or not own):
            return (party(t, one.mention, "state on whose ground it was done"),)
    return _there(t, trigger, max((u.end for u in undergoers), default=0))


def _is_summons(trigger: Trigger) -> bool:
    return trigger.entry.type == "ACCUSE" and "diplomatic" in trigger.entry.contexts


def _site(t: Tagged, trigger: Trigger, undergoers: Parties) -> Parties:
    """Read "the Kenyan consulate in Kampala was shuttered": by the state where it stood."""
    if trigger.entry.type != "SANCTION" or "diplomatic" not in trigger.entry.contexts:
        return ()
    for one in undergoers:
        k = next((i for i in range(len(t.tags)) if t.words.start[i] >= one.end), len(t.tags))
        k = t.skip_right(k, "wj")
        place = t.skip_right(k + 1, "Dj")
        if t.word(k) not in _INSIDE or t.tag(place) != "X" or place >= trigger.at:
            continue
        state = t.mentions[t.owner[place]].country
        if state and state != one.country:
            return (party(t, t.owner[place], "state on whose ground it stood"),)
    return ()


def _there(t: Tagged, trigger: Trigger, after: int) -> Parties:
    """Read "arrests of Kenyan citizens there": the place told of before."""
    for k in range(trigger.at, len(t.tags)):
        if t.word(k) == "there" and 0 <= t.words.start[k] - after <= 2:
            return (pronoun(t, k, "place told of before"),)
    return ()


def attribute(t: Tagged, trigger: Trigger, stand: Standing) -> Frame | None:
    """Read "two detained Kenyan nationals in Ugandan custody"; without a holder it is no deed."""
    k = t.skip_right(trigger.at + 1, "jw#")
    if t.tag(k) != "X" or trigger.entry.mode not in _GROUND:
        return None
    held = (party(t, t.owner[k], "noun that the participle describes"),)
    holder = _holder(t, t.last[t.owner[k]])
    return Frame(trigger, stand, holder, held) if holder else None


def _holder(t: Tagged, start: int) -> Parties:
    """Give whose prison it is: "… were found dead in a Ugandan prison"."""
    for k in range(start, min(len(t.tags), start + 16)):
        if t.tags[k] == ";":
            break
        if t.tags[k] != "X" or t.mentions[t.owner[k]].country is None:
            continue
        held = any(t.word(i) in wordlist("custody") for i in range(k + 1, t.last[t.owner[k]] + 3))
        if held and t.word(t.skip_left(t.first[t.owner[k]] - 1, "Dj")) in _INSIDE:
            return (party(t, t.owner[k], "holder of the prison"),)
    return ()

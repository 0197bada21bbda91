"""From a frame to deeds: pronouns resolved, dated, with their span and reasons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from detente.coding.rules.deed import SPEECH_ACTS, Deed, Why
from detente.coding.rules.frame import SYMMETRIC, Frame
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.lists import list_actors, list_recipients, unnamed_doer
from detente.coding.rules.memory import Memory
from detente.coding.rules.parties import Parties, Party, party
from detente.coding.rules.places import place_of
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.timing import Timing, time_of
from detente.knowledge.plover import is_verbal
from detente.records import When

__all__ = ["deeds_of", "named"]

_PERSONAL = frozenset({"it", "them", "him", "her", "they", "he", "she", "we", "us", "i", "you"})
_MUTUAL = SYMMETRIC | {"ASSAULT"}
_TO_SOMEBODY = frozenset({"CONSULT", "SUPPORT", "AID", "COOPERATE", "AGREE"})
_SPEAKS_FOR_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


def deeds_of(
    t: Tagged, frame: Frame, timing: Timing, memory: Memory, index: int, earlier: Parties
) -> Iterator[Deed]:
    """Give one deed for each pair of ends of a frame that has enough of them.

    `earlier` are the parties that `named` gives, for pronouns.
    """
    actors, found = _resolved(t, frame, memory, index, earlier)
    stand, entry = frame.standing, frame.trigger.entry
    speaker = memory.resolve(stand.speaker, set(), index, earlier) if stand.speaker else None
    when, status, rule = time_of(timing, frame, stand.status)
    for actor in actors or (None,):
        for recipient in found or (None,):
            if _hollow(frame, actor, recipient):
                continue
            yield Deed(
                type=entry.type,
                status=status,
                actor=actor,
                recipient=recipient,
                span=_span(t, frame, actor, recipient),
                trigger=frame.trigger,
                speaker=speaker if status != "asserted" else None,
                when=when,
                place=place_of(t, frame.trigger, actor, recipient),
                told=When.day(timing.published) if timing.published else None,
                why=_why(actor, recipient, entry.text, stand.cue, rule),
            )


def named(t: Tagged) -> Parties:
    """Give the states that a sentence names."""
    return tuple(party(t, i, "named before") for i, m in enumerate(t.mentions) if m.country)


def _resolved(
    t: Tagged, frame: Frame, memory: Memory, index: int, earlier: Parties
) -> tuple[Parties, Parties]:
    kind = frame.trigger.entry.type or ""
    actors, found = frame.actors, frame.recipients
    actors = actors or list_actors(t, frame, memory, index)
    ends = {p.country for p in found if p.country}
    actors = tuple(memory.resolve(p, ends, index, earlier) for p in actors)
    actors = actors or unnamed_doer(t, frame, memory, index)
    if not actors and kind in _MUTUAL and len(both := _both(t, frame, memory)) == 2:
        return both[:1], both[1:]
    own = {p.country for p in actors if p.country}
    if not is_verbal(kind) and kind != "AID":
        # What deeds are done to is a thing or a person more often than a state.
        found = tuple(p for p in found if not (p.pronoun and p.name.lower() in _PERSONAL))
    here = kind == "AID"  # "furnished it with arms": as often a thing or group as a state
    found = tuple(memory.resolve(p, own, index, earlier, here=here) for p in found)
    if own and not any(p.country for p in found):
        found = list_recipients(t, frame, memory, index, own) or found
    if kind == "REJECT" and own and not any(p.country for p in found):
        charge = memory.charge(sorted(own)[0], index)
        if charge is not None:
            found = (replace(charge.accuser, how="who made the charge"),)
    return actors, found


def _both(t: Tagged, frame: Frame, memory: Memory) -> Parties:
    """Read "the two countries signed": the two states that the document is about."""
    start = frame.trigger.start
    for k in range(max(0, start - 6), start - 1):
        if t.word(k) in ("two", "both") and t.word(k + 1) in wordlist("sides"):
            how = f"{t.word(k)} {t.word(k + 1)}: what the document is about"
            return tuple(replace(p, how=how) for p in memory.pair())
    return ()


def _hollow(frame: Frame, actor: Party | None, recipient: Party | None) -> bool:
    """Tell whether what is missing leaves no political event to speak of."""
    entry = frame.trigger.entry
    active = actor is not None and actor.country is not None
    known = recipient is not None and recipient.country is not None
    if actor is None and recipient is None:
        return True
    if entry.type in _TO_SOMEBODY and not known:
        return not (entry.steps and active)
    if entry.type in SPEECH_ACTS:
        return actor is None or (not known and _says_little(frame, actor))
    return not entry.verb and not (active or known)


def _says_little(frame: Frame, actor: Party) -> bool:
    """Tell whether words to nobody known are no affair of state."""
    entry = frame.trigger.entry
    if entry.type == "REQUEST":
        return actor.sector not in _SPEAKS_FOR_STATE
    return not entry.verb or entry.text in ("warn", "caution")


def _span(t: Tagged, frame: Frame, actor: Party | None, recipient: Party | None) -> tuple[int, int]:
    """Give the characters from the first to the last of trigger, actor and recipient."""
    w, trigger = t.words, frame.trigger
    start, end = w.start[trigger.start], w.end[trigger.end - 1]
    for one in (actor, recipient):
        if one is not None and _in_clause(t, one, start, end):
            start, end = min(start, one.start), max(end, one.end)
    return start, _noun_end(t, end)


def _noun_end(t: Tagged, end: int) -> int:
    """Add the noun that a nationality describes: "destroyed an Ethiopian bridge"."""
    k = bisect_left(t.words.end, end)
    if t.tag(k) != "X" or t.mentions[t.owner[k]].kind != "demonym":
        return end
    last = k
    while last < k + 3 and t.tag(last + 1) in ("w", "j"):
        last += 1
    return t.words.end[last]


def _in_clause(t: Tagged, one: Party, start: int, end: int) -> bool:
    """Tell whether a party stands in the sentence, with no other verb before the trigger."""
    w = t.words
    if w.text[one.start : one.end] != one.name:
        return False  # memory gave it: it stands in another sentence
    between = (one.end, start) if one.end <= start else (end, one.start)
    first, last = (bisect_left(w.start, at) for at in between)
    return not any(tag in "vz" for tag in t.tags[first:last])


def _why(actor: Party | None, recipient: Party | None, entry: str, cue: str, rule: str) -> Why:
    steps = [("trigger", entry), ("status", cue), ("date", rule)]
    if recipient is not None:
        steps.insert(1, ("recipient", f"{recipient.name}: {recipient.how}"))
    if actor is not None:
        steps.insert(0, ("actor", f"{actor.name}: {actor.how}"))
    return tuple(steps)

"""The details of a chosen act: who by name, which words, since when, who says so.

What the rules read of the same act is taken from them. For an act that only the network found, its
trigger is put in the place of a lexicon match, and the same rules then give date, claim and place.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from detente.coding.learned.choosing import Choice
from detente.coding.learned.entities import Entity
from detente.coding.learned.model import Span
from detente.coding.rules.claims import Standing, claim
from detente.coding.rules.deed import Deed, Why
from detente.coding.rules.deeds import named
from detente.coding.rules.frame import Frame
from detente.coding.rules.lexicon import Entry
from detente.coding.rules.memory import Memory
from detente.coding.rules.parties import Party
from detente.coding.rules.places import place_of
from detente.coding.rules.sentence import Reading
from detente.coding.rules.tagged import group_start
from detente.coding.rules.timing import time_of
from detente.coding.rules.triggers import Trigger
from detente.knowledge.gazetteer import Mention
from detente.records import EVENT_TYPES, EventType, Status

__all__ = ["Told", "deed_of"]

_NEAR = 3
"""Tokens between the network's trigger and a lexicon match that still lends it its mode."""
_REACH = 60
"""Characters between a trigger and an end that the span still takes in."""
_CLAIMED = frozenset({"attributed", "denied"})


@dataclass(frozen=True, slots=True)
class Told:
    """A choice with its status and its ends, ready for details."""

    choice: Choice
    status: Status
    actor: Entity | None
    recipient: Entity | None

    @property
    def kind(self) -> EventType:
        """Give the type."""
        return EVENT_TYPES[self.choice.kind]  # type: ignore[return-value]


def deed_of(told: Told, reading: Reading, memory: Memory, index: int) -> Deed:
    """Give the deed of a choice, as the rules would have written it."""
    known = _by_rules(told, reading)
    if known is not None:
        status = known.status if known.status == "background" else told.status
        return replace(
            known, status=status, speaker=known.speaker if status != "asserted" else None
        )
    t, at = reading.tagged, told.choice.trigger
    trigger = _trigger(told, reading)
    actor = _party(told.actor, at, before=True)
    recipient = _party(told.recipient, at, before=False)
    frame = Frame(trigger, Standing(told.status, ""), (), ())
    when, status, rule = time_of(reading.timing, frame, told.status)
    speaker = None
    if status in _CLAIMED and (said := claim(t, trigger.at, group_start(t, trigger.at))):
        speaker = memory.resolve(said.speaker, set(), index, named(t)) if said.speaker else None
    return Deed(
        type=told.kind,
        status=status,
        actor=actor,
        recipient=recipient,
        span=_span(t.words.text, at, told),
        trigger=trigger,
        speaker=speaker,
        when=when,
        place=place_of(t, trigger, actor, recipient),
        why=_why(actor, recipient, t.words.text[at[0] : at[1]], rule),
    )


def _by_rules(told: Told, reading: Reading) -> Deed | None:
    """Give the same act as the rules read it, if they do."""
    ends = [one.country if one else None for one in (told.actor, told.recipient)]
    for deed in reading.deeds:
        theirs = [end.country if end else None for end in (deed.actor, deed.recipient)]
        if deed.type == told.kind and deed.trigger is not None and theirs == ends:
            return deed
    return None


def _trigger(told: Told, reading: Reading) -> Trigger:
    """Give the network's words as a match, with the mode of a lexicon match of the same type."""
    start, end = told.choice.trigger
    starts = reading.tagged.words.start
    first = max(0, bisect_right(starts, start) - 1)
    last = max(first, bisect_right(starts, end - 1) - 1)
    near = [
        x for x in reading.triggers
        if x.entry.type == told.kind and first - _NEAR <= x.at <= last + _NEAR
    ]  # fmt: skip
    words = reading.tagged.words.text[start:end].lower()
    verb = next((k for k in range(first, last + 1) if reading.tagged.tags[k] in "vzrgi"), first)
    if near:
        entry = min(near, key=lambda x: abs(x.at - verb)).entry
        own = Entry(words, told.kind, entry.mode, entry.contexts, (), (), entry.verb, 0)
    else:
        own = Entry(words, told.kind, None, (), (), (), reading.tagged.tags[verb] in "vzrgi", 0)
    return Trigger(own, verb, tuple(range(first, last + 1)))


def _party(entity: Entity | None, at: Span, *, before: bool) -> Party | None:
    """Give the mention that stands nearest on the side where such an end is expected."""
    if entity is None:
        return None

    def far(m: Mention) -> tuple[bool, int]:
        side = m.end <= at[0] if before else m.start >= at[1]
        return not side, min(abs(at[0] - m.end), abs(m.start - at[1]))

    m = min(entity.mentions, key=far)
    return Party(entity.country, m.sector, m.text, m.how, m.kind, m.start, m.end)


def _span(text: str, at: Span, told: Told) -> Span:
    """Give the trigger, or, where it is close, the words from actor to recipient."""
    ends = [_party(told.actor, at, before=True), _party(told.recipient, at, before=False)]
    start, end = at
    for one in ends:
        if one is not None and max(one.start - end, start - one.end) < _REACH:
            start, end = min(start, one.start), max(end, one.end)
    return start, min(end, len(text))


def _why(actor: Party | None, recipient: Party | None, words: str, rule: str) -> Why:
    ends = (("actor", actor), ("recipient", recipient))
    steps = [(name, f"{one.name}: {one.how}") for name, one in ends if one is not None]
    return (*steps, ("trigger", words), ("date", rule))

"""Frames of what is charged or denied: "accused Iran of shelling", "denied sending arms"."""

from __future__ import annotations

from detente.coding.rules.claims import Standing
from detente.coding.rules.frame import Frame
from detente.coding.rules.recipients import recipients
from detente.coding.rules.subjects import actor_of_noun
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["charged", "content"]

_CONTENT = frozenset({"of", "for", "over", "with", "to"})


def charged(t: Tagged, trigger: Trigger, before: list[Frame]) -> int | None:
    """Give the index of the accusation or denial whose content this deed is, or None."""
    for index in range(len(before) - 1, -1, -1):
        outer = before[index].trigger
        speech = outer.entry.type in ("ACCUSE", "REJECT") and outer.at < trigger.at
        if speech and not set(outer.tokens) & set(trigger.tokens):
            return index if _holds(t, outer, trigger) else None
    return None


def _holds(t: Tagged, outer: Trigger, trigger: Trigger) -> bool:
    at = trigger.at
    between = [i for i in range(outer.at + 1, trigger.start) if i not in outer.tokens]
    if t.tags[at] not in "gw" or any(t.tags[i] in ";vz" for i in between):
        return False
    if outer.entry.type == "REJECT":
        return t.word(outer.at).startswith("den") and len(between) < 6
    if t.tags[at] == "g":
        j = t.skip_left(at - 1, "VN")
        j -= t.word(j) in ("having", "being")
        return t.word(j) in _CONTENT
    # "blamed the sinking of the ferry on": what is charged is the object.
    return trigger.start < max(outer.tokens) or any(t.word(i) in _CONTENT for i in between)


def content(
    t: Tagged, trigger: Trigger, stand: Standing, before: list[Frame], index: int
) -> Frame | None:
    """Give the frame of what is charged or denied; its doer is whoever is charged or denies."""
    outer = before[index]
    speaker = outer.actors[0] if outer.actors else None
    if outer.trigger.entry.type == "REJECT":
        denied = Standing("denied", "content of a denial", speaker)
        return Frame(trigger, denied, outer.actors, recipients(t, trigger, outer.actors))
    actors = outer.recipients
    if t.tags[trigger.at] == "w":
        actors = actor_of_noun(t, trigger) or actors
    if not actors:
        return None
    own = {a.country for a in actors}
    found = recipients(t, trigger, actors)
    # A charge is about harm to whoever makes it, unless it names another.
    foreign = tuple(p for p in found if p.country and p.country not in own) or outer.actors
    status = "attributed" if stand.status == "asserted" else stand.status
    return Frame(
        trigger, Standing(status, "content of an accusation", speaker), actors[:1], foreign
    )

"""The type of what one given party does to another, for evaluation on marked pairs."""

from __future__ import annotations

from detente.coding.rules.announced import promise_of
from detente.coding.rules.frames import frames
from detente.coding.rules.parties import Party
from detente.coding.rules.status import standing
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.tags import tag
from detente.coding.rules.triggers import Trigger, find_triggers
from detente.knowledge.gazetteer import Mention, find_mentions
from detente.records import EventType

__all__ = ["type_of_pair"]

Span = tuple[int, int]


def type_of_pair(text: str, actor: Span, recipient: Span) -> EventType | None:
    """Prefer the trigger whose roles are the two given, then the one best placed between them."""
    t = tag(text, _marked(text, actor, recipient))
    triggers = find_triggers(t)
    best: tuple[int, int, Trigger] | None = None
    for frame in frames(t, triggers):
        score = _fit(frame.actors, actor) * 2 + _fit(frame.recipients, recipient) * 2
        score -= _fit(frame.actors, recipient) + _fit(frame.recipients, actor)
        score = score * 10 + _placed(t, frame.trigger, actor, recipient)
        if best is None or score > best[0]:
            best = (score, frame.trigger.at, frame.trigger)
    if best is None or best[0] < 2:
        for trigger in triggers:
            score = _placed(t, trigger, actor, recipient)
            if best is None or score > best[0]:
                best = (score, trigger.at, trigger)
    if best is None:
        return None
    stand = standing(t, best[2])
    kind = best[2].entry.type
    return promise_of(kind, stand.cue) or kind if stand and kind else kind


def _marked(text: str, *given: Span) -> tuple[Mention, ...]:
    made = [
        Mention(a, b, text[a:b], f"{mark}{mark}{mark}", None, "state", "given")
        for mark, (a, b) in zip("AB", given, strict=True)
        if a < b
    ]
    others = [m for m in find_mentions(text) if all(m.end <= a or b <= m.start for a, b in given)]
    return tuple(sorted([*made, *others], key=lambda m: m.start))


def _fit(found: tuple[Party, ...], span: Span) -> int:
    return int(any(p.start < span[1] and span[0] < p.end for p in found))


def _placed(t: Tagged, trigger: Trigger, actor: Span, recipient: Span) -> int:
    """Score a trigger by its place: after the actor and before the recipient is best."""
    at = t.words.start[trigger.at]
    score = 3 * (actor[1] <= at) + 2 * (at <= recipient[0]) + 2 * trigger.entry.verb
    return score - min(4, abs(at - actor[1]) // 40)

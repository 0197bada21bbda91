"""The deeds of one sentence, from its frames, its dates and what the document said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from detente.coding.rules.accidents import is_accident
from detente.coding.rules.announced import announced
from detente.coding.rules.dates import Dated, find_dates, is_past
from detente.coding.rules.deed import Deed
from detente.coding.rules.frames import Frame, frames
from detente.coding.rules.memory import Accusation, Memory
from detente.coding.rules.past import Episode, episodes
from detente.coding.rules.roles import Party, party
from detente.coding.rules.salad import MANY_WORDS, is_salad
from detente.coding.rules.tags import Tagged, tag
from detente.coding.rules.timing import Timing, time_of
from detente.coding.rules.tokens import words
from detente.coding.rules.triggers import Trigger, find_triggers
from detente.knowledge.gazetteer import find_mentions
from detente.knowledge.plover import is_verbal
from detente.records import Status, When

__all__ = ["read_sentence"]

_OBJECTS = frozenset({"it", "them", "him", "her", "they", "he", "she", "we", "us", "i", "you"})
_HOSTILE = frozenset({"ASSAULT", "COERCE"})
_TO_SOMEBODY = frozenset({"CONSULT", "SUPPORT", "AID", "COOPERATE", "AGREE"})
_WORDS = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "CONCEDE"})
_TOWNS = frozenset({"city", "place", "capital"})
_SPEAKS_FOR_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_MAX_TOKENS = 400
"""A longer "sentence" is a table or a list; it is not read."""
_NEAR_ACTOR = 90
"""Characters between actor and trigger that a very long sentence may have."""


def read_sentence(
    text: str, index: int, published: date | None, memory: Memory, *, opens: bool
) -> tuple[Deed, ...]:
    """Read one sentence; `opens` says that it begins a paragraph. Updates `memory`."""
    cut = words(text)
    if not 2 <= len(cut) <= _MAX_TOKENS:
        return ()
    if opens:
        memory.past = None
    mentions = find_mentions(text, published)
    t = tag(text, mentions, cut)
    if is_salad(t):
        return ()
    dates = find_dates(text, published)
    gone = tuple(d for d in dates if is_past(d, published))
    told = episodes(t, gone)
    timing = Timing(t, dates, told, published, memory.past)
    triggers = tuple(
        x for x in find_triggers(t) if not _named(t, x, told) and not is_accident(t, x)
    )
    deeds = [d for f in frames(t, triggers) for d in _deeds(t, f, timing, memory, index)]
    if len(cut) > MANY_WORDS:
        deeds = [d for d in deeds if _close(t, d)]
    deeds = _completed(t, deeds, memory, index)
    deeds = _once(_answered([*deeds, *_charges(deeds), *announced(deeds)]))
    deeds = _once([*deeds, *_denials(t, deeds)])
    deeds += _background(t, told, gone, deeds)
    _remember(t, deeds, memory, index)
    _keep_time(deeds, dates, gone, told, memory, opens)
    return tuple(deeds)


def _named(t: Tagged, trigger: Trigger, told: tuple[Episode, ...]) -> bool:
    """Tell whether a noun is part of an episode's name."""
    at = t.words.start[trigger.at]
    return not trigger.entry.verb and any(e.start <= at < e.end for e in told)


def _hollow(frame: Frame, actor: Party | None, recipient: Party | None) -> bool:
    """Tell whether what is missing leaves no political event to speak of."""
    entry = frame.trigger.entry
    if actor is None and recipient is None:
        return True
    known = recipient is not None and recipient.country is not None
    if entry.type in _TO_SOMEBODY and not known:
        return not (entry.steps and actor is not None and actor.country)
    if entry.type in _WORDS and actor is None:
        return True
    if entry.type == "REQUEST" and not known and actor and actor.sector not in _SPEAKS_FOR_STATE:
        return True
    if (
        entry.type == "THREATEN"
        and not known
        and len(entry.steps) < 2
        and entry.text.startswith("warn")
    ):
        return True
    both = actor is not None and recipient is not None
    if not entry.verb and not any(p is not None and p.country for p in (actor, recipient)):
        return True
    return not (entry.verb or both or entry.type in (*_HOSTILE, "PROTEST"))


def _deeds(t: Tagged, frame: Frame, timing: Timing, memory: Memory, index: int) -> Iterator[Deed]:
    actors, found = _resolved(t, frame, memory, index)
    stand = frame.standing
    speaker = stand.speaker
    if speaker is not None:
        speaker = memory.resolve(speaker, set(), index)
    when, status, rule = time_of(timing, frame, stand.status)
    entry = frame.trigger.entry
    for actor in actors or (None,):
        for recipient in found or (None,):
            if _hollow(frame, actor, recipient):
                continue
            yield Deed(
                type=entry.type,
                status=status,
                actor=actor,
                recipient=recipient,
                span=_span(t, frame, actor),
                trigger=frame.trigger,
                speaker=speaker if status != "asserted" else None,
                when=when,
                told=When.day(timing.published) if timing.published else None,
                why=_why(actor, recipient, entry.text, stand.cue, rule),
            )


def _resolved(
    t: Tagged, frame: Frame, memory: Memory, index: int
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    actors, found = frame.actors, frame.recipients
    if not actors and _headless(t, frame) and index - memory.subjects_at == 1:
        actors = tuple(
            replace(p, how=f"subject of the line before: {p.how}") for p in memory.subjects
        )
    earlier = tuple(party(t, i, "named before") for i, m in enumerate(t.mentions) if m.country)
    ends = {p.country for p in found if p.country}
    actors = tuple(memory.resolve(p, ends, index, earlier) for p in actors)
    own = {p.country for p in actors if p.country}
    if not is_verbal(frame.trigger.entry.type or ""):
        # "it" as the object of a deed is a thing more often than a state.
        found = tuple(p for p in found if not (p.pronoun and p.name.lower() in _OBJECTS))
    found = tuple(memory.resolve(p, own, index, earlier) for p in found)
    if frame.trigger.entry.type == "REJECT" and own and not any(p.country for p in found):
        charge = memory.charge(next(iter(own)), index)
        if charge is not None:
            found = (replace(charge.accuser, how="who made the charge"),)
    return actors, found


def _headless(t: Tagged, frame: Frame) -> bool:
    """Tell whether the sentence begins with its verb, as items of a list do."""
    return t.skip_right(0, ";V,#") == frame.trigger.start and t.tags[frame.trigger.at] in "vr"


def _span(t: Tagged, frame: Frame, actor: Party | None) -> tuple[int, int]:
    """Give the words from actor to recipient, or the trigger's, whichever reach is shorter."""
    w = t.words
    start, end = w.start[frame.trigger.start], w.end[frame.trigger.end - 1]
    for one in (actor, *frame.recipients[:1]):
        inside = (
            one is not None and one.end <= len(w.text) and one in (*frame.actors, *frame.recipients)
        )
        if one is not None and inside and w.text[one.start : one.end] == one.name:
            start, end = min(start, one.start), max(end, one.end)
    return start, end


def _why(
    actor: Party | None, recipient: Party | None, entry: str, cue: str, rule: str
) -> tuple[tuple[str, str], ...]:
    steps = [("trigger", entry)]
    if actor:
        steps.insert(0, ("actor", f"{actor.name}: {actor.how}"))
    if recipient:
        steps.append(("recipient", f"{recipient.name}: {recipient.how}"))
    return (*steps, ("status", cue), ("date", rule))


def _close(t: Tagged, deed: Deed) -> bool:
    ends = (deed.actor, deed.recipient)
    whole = all(e is not None and e.country for e in ends) and deed.trigger is not None
    if not whole or deed.span[1] - deed.span[0] > _NEAR_ACTOR:
        return False
    return deed.trigger is not None and t.tags[deed.trigger.at] in "vzr"


def _once(deeds: list[Deed]) -> list[Deed]:
    """Keep one report of each act told twice in a sentence, preferring the longer trigger."""
    kept: dict[tuple[object, ...], Deed] = {}
    foreign = {
        (d.type, _code(d.actor), d.status) for d in deeds if d.recipient and d.recipient.country
    }
    for deed in deeds:
        vague = deed.recipient is None or deed.recipient.country is None
        if vague and (deed.type, _code(deed.actor), deed.status) in foreign:
            continue  # "bombed a Kenyan village, killing five people" is one act
        key = (deed.type, _code(deed.actor), _code(deed.recipient), deed.status, deed.when)
        if key not in kept:
            kept[key] = deed
    return list(kept.values())


def _code(one: Party | None) -> tuple[str | None, str] | None:
    return one and (one.country, "" if one.country else one.name)


def _charges(deeds: list[Deed]) -> Iterator[Deed]:
    """Who claims that another state used force against it or a third accuses that state."""
    told = {(_code(d.actor), _code(d.recipient)) for d in deeds if d.type == "ACCUSE"}
    for deed in deeds:
        speaker, actor = deed.speaker, deed.actor
        if deed.type not in _HOSTILE or deed.status != "attributed" or not speaker or not actor:
            continue
        if not speaker.country or not actor.country or speaker.country == actor.country:
            continue
        hit = deed.recipient.country if deed.recipient else None
        if hit == actor.country:
            continue
        if (_code(speaker), _code(actor)) in told:
            continue
        told.add((_code(speaker), _code(actor)))
        yield replace(
            deed, type="ACCUSE", status="asserted", actor=speaker, recipient=actor, speaker=None,
            why=(*deed.why, ("charge", "to claim a hostile deed is to accuse its doer")),
        )  # fmt: skip


def _completed(t: Tagged, deeds: list[Deed], memory: Memory, index: int) -> list[Deed]:
    """Fill in recipients that the rest of the sentence or the document leaves no doubt of."""
    whole: list[Deed] = []
    for deed in deeds:
        made = deed
        if deed.recipient is None and deed.actor and deed.actor.country and deed.trigger:
            found = _shared(deed, whole) or _the_thing_hit(t, deed, memory, index)
            made = replace(deed, recipient=found) if found else deed
        whole.append(made)
    return whole


def _shared(deed: Deed, before: list[Deed]) -> Party | None:
    """Take the recipient of a joined deed: "summoned the envoy and demanded an inquiry"."""
    if deed.type not in _WORDS:
        return None
    for one in reversed(before):
        if _code(one.actor) == _code(deed.actor) and one.recipient and one.recipient.country:
            if one.recipient.country != (deed.actor and deed.actor.country):
                return replace(one.recipient, how=f"shared; {one.recipient.how}")
    return None


def _the_thing_hit(t: Tagged, deed: Deed, memory: Memory, index: int) -> Party | None:
    """Give the other of two states for "shot the plane down", where no third was named."""
    at = deed.trigger.at if deed.trigger else 0
    passive = t.tags[at] == "z"
    definite = passive or any(t.word(i) in ("the", "this", "that") for i in (at + 1, at + 2))
    if deed.type != "ASSAULT" and deed.type != "CONCEDE" or not deed.actor or not definite:
        return None
    here = tuple(party(t, i, "named before") for i, m in enumerate(t.mentions) if m.country)
    found = memory.other(deed.actor.country or "", index, here)
    return found and replace(found, how=f"the only other state told of: {found.name!r}")


def _answered(deeds: list[Deed]) -> list[Deed]:
    """Direct a denial without recipient at whoever makes the charge in the same sentence."""
    charges = {
        d.recipient.country: d.actor
        for d in deeds
        if d.type == "ACCUSE" and d.actor and d.actor.country and d.recipient
    }
    return [
        replace(d, recipient=replace(charges[d.actor.country], how="who made the charge"))  # type: ignore[type-var]
        if d.type == "REJECT" and d.recipient is None and d.actor and d.actor.country in charges
        else d
        for d in deeds
    ]


def _denials(t: Tagged, deeds: list[Deed]) -> Iterator[Deed]:
    """A denied charge leaves its deed standing, denied."""
    for deed in deeds:
        if deed.type != "REJECT" or not deed.actor or not deed.actor.country or not deed.trigger:
            continue
        if not t.word(deed.trigger.at).startswith(("den", "refut", "reject", "dismiss", "brush")):
            continue
        charged = [
            d for d in deeds
            if d.type in _HOSTILE and d.status == "attributed" and d.actor
            and d.actor.country == deed.actor.country
        ]  # fmt: skip
        for one in charged[:1]:
            yield replace(
                one, status="denied", speaker=deed.actor, span=deed.span,
                why=(*one.why, ("denial", f"denied by {deed.actor.name}")),
            )  # fmt: skip


def _background(
    t: Tagged, told: tuple[Episode, ...], gone: tuple[Dated, ...], deeds: list[Deed]
) -> list[Deed]:
    """Give a report for every past episode that no deed stands for."""
    found = []
    del gone
    for episode in told:
        ends = _states(t, episode)
        status: Status = "background"
        found.append(
            Deed(
                None, status, *ends, (episode.start, episode.end),
                when=episode.dated.when, label=episode.label,
                why=(("episode", episode.label), ("date", episode.dated.rule)),
            )
        )  # fmt: skip
    return found


def _states(t: Tagged, episode: Episode) -> tuple[Party | None, Party | None]:
    """Give the states in an episode's name, or else the first two of its sentence."""
    every = range(len(t.mentions))
    inside = [
        i for i in every
        if episode.start <= t.mentions[i].start < episode.end and not (episode.named_after_place and t.mentions[i].kind in _TOWNS)
    ]  # fmt: skip
    found: list[Party] = []
    named = any(c.isupper() for c in episode.label)
    for i in inside or (every if named else ()):
        mention = t.mentions[i]
        if episode.named_after_place and mention.kind in _TOWNS:
            continue
        if mention.country and mention.country not in {p.country for p in found}:
            found.append(party(t, i, "state named with the episode"))
    return (*found[:2], None, None)[:2]  # type: ignore[return-value]


def _remember(t: Tagged, deeds: list[Deed], memory: Memory, index: int) -> None:
    for i in range(len(t.mentions)):
        if t.mentions[i].country:
            memory.note(index, party(t, i, "named before"))
    actors = [d.actor for d in deeds if d.actor and d.actor.country and d.status == "asserted"]
    for actor in reversed(actors):
        memory.note(index, actor)
    if actors:
        memory.subjects, memory.subjects_at = (actors[0],), index
    for deed in deeds:
        if deed.type == "ACCUSE" and deed.actor and deed.recipient and deed.recipient.country:
            memory.accusations.append(Accusation(index, deed.actor, deed.recipient.country))


def _keep_time(
    deeds: list[Deed], dates: tuple[Dated, ...], gone: tuple[Dated, ...],
    told: tuple[Episode, ...], memory: Memory, opens: bool,
) -> None:  # fmt: skip
    """A paragraph that opens in the past stays there until another date or the present."""
    current = [d for d in deeds if d.status != "background"]
    if len(dates) > len(gone) or current:
        memory.past = None
    elif gone and (opens or memory.past is not None):
        memory.past = (told[-1].dated if told else gone[-1]).when

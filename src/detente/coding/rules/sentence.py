"""The deeds of one sentence, from its frames, its dates and what the document said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detente.coding.rules.accidents import is_accident
from detente.coding.rules.backgrounds import backgrounds
from detente.coding.rules.dates import Dated, find_dates, is_past
from detente.coding.rules.deed import Deed
from detente.coding.rules.deeds import deeds_of, named
from detente.coding.rules.frames import frames
from detente.coding.rules.lists import introducer, is_answer, is_headless, is_measure
from detente.coding.rules.memory import Accusation, Memory
from detente.coding.rules.parties import Party, party
from detente.coding.rules.past import Episode, episodes
from detente.coding.rules.salad import MANY_WORDS, is_salad
from detente.coding.rules.sequels import with_sequels
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.tags import tag
from detente.coding.rules.teasers import without_teasers
from detente.coding.rules.things import note_things
from detente.coding.rules.timing import Timing, tells
from detente.coding.rules.tokens import words
from detente.coding.rules.triggers import Trigger, find_triggers
from detente.knowledge.gazetteer import find_mentions
from detente.records import Document, Sentence

__all__ = ["MOST_TOKENS", "Reading", "read_document", "read_sentence", "too_long"]

MOST_TOKENS = 400
"""A sentence of more words and marks is a table or a list; it is not read."""
_ACTS = 100
"""Measures of a paragraph that are remembered; only a list without end has more."""
_PERFECT = frozenset({"have", "has"})
_NEAR_ACTOR = 90
"""Characters between actor and trigger that a very long sentence may have."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the rules read it."""

    tagged: Tagged
    timing: Timing
    triggers: tuple[Trigger, ...]
    deeds: tuple[Deed, ...]


def too_long(document: Document) -> int:
    """Give the number of sentences with more than `MOST_TOKENS` words and marks."""
    texts = (s.text for s in document.sentences() if len(s.text) > MOST_TOKENS)
    return sum(len(words(text)) > MOST_TOKENS for text in texts)


def read_document(document: Document, memory: Memory) -> Iterator[tuple[Sentence, Reading]]:
    """Read a document's sentences in order, without teasers and what is none. Updates `memory`."""
    end = 0
    for sentence in without_teasers(document.sentences()):
        opens = sentence.index <= 0 or "\n" in document.text[end : sentence.start]
        if sentence.index >= 0:
            end = sentence.start + len(sentence.text)
        reading = read_closely(
            sentence.text, sentence.index, document.published, memory, opens=opens
        )
        if reading is not None:
            yield sentence, reading


def read_sentence(
    text: str, index: int, published: date | None, memory: Memory, *, opens: bool
) -> tuple[Deed, ...]:
    """Read one sentence; `opens` says that it begins a paragraph. Updates `memory`."""
    reading = read_closely(text, index, published, memory, opens=opens)
    return reading.deeds if reading else ()


def read_closely(
    text: str, index: int, published: date | None, memory: Memory, *, opens: bool
) -> Reading | None:
    """Read one sentence and keep how; None for what is no sentence. Updates `memory`."""
    cut = words(text)
    if not 2 <= len(cut) <= MOST_TOKENS:
        return None
    if opens:
        memory.past = None
        memory.acts.clear()
    mentions = find_mentions(text, published)
    t = tag(text, mentions, cut)
    if is_salad(t):
        return None
    if memory.line is not None:
        if is_headless(t, _first(t)):
            _introduce(memory.line, memory, index - 1)
        memory.line = None
    dates = find_dates(text, published)
    gone = tuple(d for d in dates if is_past(d, published))
    told = episodes(t, gone)
    timing = Timing(t, dates, told, published, memory.past)
    triggers = tuple(
        x for x in find_triggers(t) if not _named(t, x, told) and not is_accident(t, x)
    )
    deeds = []
    here = named(t) if triggers else ()
    for frame in frames(t, triggers):
        for deed in deeds_of(t, frame, timing, memory, index, here):
            deeds.append(deed)
            _note_measure(deed, memory)
    if len(cut) > MANY_WORDS:
        deeds = [d for d in deeds if _close(t, d)]
    deeds = with_sequels(t, deeds, memory, index)
    deeds += backgrounds(t, tuple(e for e in told if not any(_is(t, d, e) for d in deeds)))
    _remember(t, deeds, memory, index)
    now = not _PERFECT.isdisjoint(cut.lower)
    _keep_time(deeds, dates, gone, told, memory, opens, now)
    return Reading(t, timing, triggers, tuple(deeds))


def _note_measure(deed: Deed, memory: Memory) -> None:
    """Remember who took a measure against whom, for passives that name nobody."""
    ends = deed.actor, deed.recipient
    if deed.status != "asserted" or deed.trigger is None or not is_measure(deed.trigger):
        return
    if ends[0] and ends[1] and ends[0].country and ends[1].country:
        memory.acts.append((ends[0], ends[1].country))
        del memory.acts[:-_ACTS]


def _named(t: Tagged, trigger: Trigger, told: tuple[Episode, ...]) -> bool:
    """Tell whether a noun is part of an episode's name."""
    at = t.words.start[trigger.at]
    return not trigger.entry.verb and any(e.start <= at < e.end for e in told)


def _is(t: Tagged, deed: Deed, episode: Episode) -> bool:
    """Tell whether a deed is the episode itself, told with both its ends."""
    ends = (deed.actor, deed.recipient)
    whole = all(e is not None and e.country for e in ends) and deed.when == episode.dated.when
    return whole and deed.trigger is not None and tells(t, deed.trigger, episode)


def _close(t: Tagged, deed: Deed) -> bool:
    ends = (deed.actor, deed.recipient)
    whole = all(e is not None and e.country for e in ends) and deed.trigger is not None
    if not whole or deed.span[1] - deed.span[0] > _NEAR_ACTOR:
        return False
    return deed.trigger is not None and t.tags[deed.trigger.at] in "vzr"


def _remember(t: Tagged, deeds: list[Deed], memory: Memory, index: int) -> None:
    note_things(t, memory)
    for i in range(len(t.mentions)):
        if t.mentions[i].country:
            memory.note(index, party(t, i, "named before"))
    actors = [d.actor for d in deeds if d.actor and d.actor.country and d.status == "asserted"]
    for actor in reversed(actors):
        memory.note(index, actor)
    _keep_subject(t, actors, memory, index)
    aims = [d.recipient for d in deeds if d.recipient and d.recipient.country]
    if aims or memory.subjects_at != index:
        memory.target = aims[-1] if aims else None
    for deed in deeds:
        if deed.type == "ACCUSE" and deed.actor and deed.recipient and deed.recipient.country:
            memory.accusations.append(Accusation(index, deed.actor, deed.recipient.country))


def _keep_subject(t: Tagged, actors: list[Party], memory: Memory, index: int) -> None:
    """Keep whom the next line means if it names nobody."""
    if is_answer(t) or (memory.listing == index - 1 and (actors or is_headless(t, _first(t)))):
        memory.listing = index
    opening = t.words.lower[-1] == ":"
    if opening and (lead := introducer(t, memory, index)):
        memory.subjects, memory.subjects_at = lead[:1], index
    elif actors:
        memory.subjects, memory.subjects_at = (actors[0],), index
    elif memory.subjects_at == index - 1 and is_headless(t, _first(t)):
        memory.subjects_at = index
    elif memory.listing == index:
        _introduce(t, memory, index)
    else:
        memory.line = t


def _introduce(t: Tagged, memory: Memory, index: int) -> None:
    if lead := introducer(t, memory, index):
        memory.subjects, memory.subjects_at = lead[:1], index


def _first(t: Tagged) -> int:
    return t.skip_right(0, ";V,#")


def _keep_time(
    deeds: list[Deed], dates: tuple[Dated, ...], gone: tuple[Dated, ...],
    told: tuple[Episode, ...], memory: Memory, opens: bool, now: bool,
) -> None:  # fmt: skip
    """Keep a paragraph that opens in the past there, until another date or the present.

    `now` says that the sentence looks back from the present: "have fought wars in 1965 and 1999".
    """
    current = [d for d in deeds if d.status != "background"]
    if len(dates) > len(gone) or current:
        memory.past = None
    elif gone and (opens or memory.past is not None) and not now:
        memory.past = (told[-1].dated if told else gone[-1]).when

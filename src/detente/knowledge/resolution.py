"""The actor that a phrase names, and the actors of a document with what stands for them.

`resolve` reads one noun phrase. `resolve_document` reads sentence after sentence and says of bare
agent nouns ("the ministry"), possessives ("its ambassador") and pronouns whose they are, where the
document leaves little doubt. It needs no grammar, so every coder can build on it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from detente.knowledge.gazetteer import Mention, MentionKind, find_mentions
from detente.knowledge.geography import locate
from detente.knowledge.officials import choose
from detente.knowledge.soundalike import sounding_like

__all__ = ["Resolved", "resolve", "resolve_document"]

_STATES = frozenset({"state", "demonym", "capital", "metonym", "leader", "organisation", "agent"})
"""Kinds of mention that a later word can stand for."""
_REACH = 3
"""Sentences back that a word may point."""
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’]*(?:[ -](?:[a-z]{1,3}|[A-ZÀ-Þ][\w'’]*)){1,7}")
_BASED = re.compile(r"([A-Z][\w. ]*)-based\b")
_TOWN = re.compile(r"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?) \Z")
_BEFORE = 40
"""Characters before a mention that are looked at for its determiner."""
_PRONOUN = re.compile(r"\b(?:it|its|they|their|them|he|his|him|she|her)\b", re.IGNORECASE)
_OWNING = re.compile(r"\b(its|their|his|her)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w-]+\s+){0,2}\Z", re.IGNORECASE)
_PERSONS = frozenset({"he", "his", "him", "she", "her"})
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY", "MIL", "COP"})


def resolve(phrase: str, on: date | None = None, *, near: str | None = None) -> Mention | None:
    """Give the actor that a noun phrase names, None if it names none.

    The head is the first mention; what stands behind ``in``, ``of`` or ``from`` gives a head
    without a state its state. A whole name that the tables spell otherwise is matched by its
    sound, see `detente.knowledge.soundalike`. `on` is the day it is said. `near`, the ISO3 of a
    state that the context names, is the state of a head that has none, and decides between
    namesakes.
    """
    found = find_mentions(phrase, on, lone=True, near=near)
    if not found:
        return _by_sound(phrase, on)
    head, *others = found
    if head.weak and others and others[0].country is None and others[0].sector:
        head = replace(head, sector=others[0].sector, how=f"{head.how}, of {others[0].text}")
    if head.country is None:
        home = next((m for m in others if m.country), None)
        if home is not None:
            sector = home.sector if home.kind == "group" else head.sector
            head = replace(
                head, country=home.country, sector=sector, how=f"{head.how}, of {home.text}"
            )
        elif (home_of := _home(phrase, head)) is not None:
            head = replace(head, country=home_of[0], how=f"{head.how}, of {home_of[1]}")
        elif near is not None:
            head = replace(head, country=near, how=f"{head.how}, of {near} by context")
    return head


def _by_sound(phrase: str, on: date | None) -> Mention | None:
    """Read a name that the tables spell otherwise, if it is one from end to end."""
    if not _NAME.fullmatch(phrase):
        return None
    like = sounding_like(phrase)
    leaders = [entry for entry in like if entry.kind == "leader"]
    chosen = choose(leaders, on) if leaders else next((e for e in like if e.holds(on)), None)
    if chosen is None:
        return None
    kind: MentionKind = "leader" if leaders else "group"
    how = f"{kind} '{phrase}', which sounds like '{chosen.term}'"
    return Mention(0, len(phrase), phrase, chosen.country, chosen.sector, kind, how)


def _home(phrase: str, head: Mention) -> tuple[str, str] | None:
    """Read ``a Syria-based group`` and the town in ``Amherst College``: state and words."""
    before = phrase[: head.start]
    if based := _BASED.search(before):
        for mention in find_mentions(based[1]):
            if mention.country:
                return mention.country, based[0]
    if (town := _TOWN.search(before)) and (place := locate(town[1])):
        return place.country, place.name
    return None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention, or a pronoun, in a document."""

    sentence: int
    """Index of its sentence."""
    mention: Mention
    """With the state it stands for, where that is known."""
    stands_for: str
    """The words it stands for; empty where it names its state itself."""


def resolve_document(
    sentences: Sequence[str], on: date | None = None
) -> tuple[tuple[Resolved, ...], ...]:
    """Give the mentions of each sentence in order, pronouns included that stand for a state."""
    seen: deque[tuple[int, Mention]] = deque()
    return tuple(tuple(_sentence(i, text, on, seen)) for i, text in enumerate(sentences))


def _sentence(
    index: int, text: str, on: date | None, seen: deque[tuple[int, Mention]]
) -> Iterator[Resolved]:
    while seen and index - seen[0][0] > _REACH:
        seen.popleft()
    shouted = text.isupper()
    pronouns = [
        _pronoun(found)
        for found in _PRONOUN.finditer(text)
        if shouted or not found[0].isupper()  # "IT firms"
    ]
    mentions = find_mentions(text, on)
    owning = (_owned(text, m) for m in mentions if m.country is None)
    taken = {found.start(1) for found in owning if found}
    everything = sorted([*mentions, *pronouns], key=lambda m: m.start)
    for mention in everything:
        if mention.kind == "pronoun":
            resolved = None if mention.start in taken else _stand_in(mention, seen, index)
            if resolved is None:
                continue
            yield resolved
        elif mention.country is not None:
            seen.append((index, mention))
            yield Resolved(index, mention, "")
        else:
            yield _stand_in_agent(text, mention, seen, index) or Resolved(index, mention, "")


def _owned(text: str, mention: Mention) -> re.Match[str] | None:
    """Find the possessive pronoun that the mention has."""
    return _OWNING.search(text, max(0, mention.start - _BEFORE), mention.start)


def _pronoun(found: re.Match[str]) -> Mention:
    return Mention(found.start(), found.end(), found[0], None, None, "pronoun", "pronoun")


def _stand_in_agent(
    text: str, mention: Mention, seen: Iterable[tuple[int, Mention]], index: int
) -> Resolved | None:
    """Give "the ministry" and "its ambassador" their state."""
    if _owned(text, mention):
        return _stand_in(mention, seen, index)
    definite = _DEFINITE.search(text, max(0, mention.start - _BEFORE), mention.start)
    if definite and mention.sector in _OFFICES:
        return _stand_in(mention, seen, index, same_branch=True)
    return None


def _stand_in(
    mention: Mention, seen: Iterable[tuple[int, Mention]], index: int, *, same_branch: bool = False
) -> Resolved | None:
    """Take the first state of the latest sentence within reach that can be meant."""
    fitting = [(at, m) for at, m in seen if m.kind in _STATES and _can_be(mention, m, same_branch)]
    if not fitting:
        return None
    latest = max(at for at, _ in fitting)
    other = next(m for at, m in fitting if at == latest)
    how = f"{mention.how}, stands for '{other.text}'"
    sector = mention.sector or other.sector
    made = replace(mention, country=other.country, sector=sector, how=how)
    return Resolved(index, made, other.text)


def _can_be(mention: Mention, other: Mention, same_branch: bool) -> bool:
    if mention.kind == "pronoun" and mention.text.lower() in _PERSONS:
        return other.person
    return not same_branch or other.sector in (mention.sector, None, "GOV")

"""Putting terms together: ``Russian`` + ``foreign ministry`` + ``spokeswoman`` + ``Maria …``."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from detente.knowledge import context
from detente.knowledge.lexicon import UNRECOGNISED
from detente.knowledge.officials import choose
from detente.knowledge.senses import Term, read_terms
from detente.knowledge.tables import words_of

__all__ = ["Phrase", "read_phrases"]

_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)(?=\s)")
# Each character has one place in it: a row of hyphens that may be word or gap takes ages to refuse.
_WORDS = re.compile(r"[\s-]*(?:\w+(?:-+\w+)*(?:-*\s[\s-]*|-+\Z)){0,3}\Z")
_OF = re.compile(r"\s+(of|for)\s+(?:the\s+)?\Z")
_FROM = re.compile(r"\s+(?:of|from)\s+(?:the\s+)?\Z")
_MOVERS = frozenset({"CVL", "REF", "LAB", "EDU", "JRN"})
_AND = re.compile(r"\s*(?:,|and|or|&|, and|,? as well as)\s+")
_FORMER = re.compile(r"\b(?:former|ex|ousted|deposed|late)[\s-]+\Z", re.IGNORECASE)
_PLAIN_KIND = {
    "name": "state", "adjective": "demonym", "person": "demonym", "people": "demonym",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """One mention in the making."""

    start: int
    end: int
    country: str | None
    sector: str | None
    kind: str
    how: str
    weak: bool = False
    """Whether another agent noun beside it decides the sector."""
    person: bool = False
    """Whether it names people rather than a body."""
    title: bool = False
    """Whether it ends in what stands before names: "minister", not "men"."""


def read_phrases(
    text: str, on: date | None, *, lone: bool = False, near: str | None = None
) -> list[Phrase]:
    """Give the phrases of a text in order, without overlap.

    `lone` keeps agent nouns that otherwise need a state beside them; `near` decides between
    namesakes of several states.
    """
    terms = read_terms(text, on, near)
    phrases: list[Phrase] = []
    at = 0
    while at < len(terms):
        phrase, at = _phrase(text, terms, at, lone=lone, near=near)
        if phrase is not None:
            phrases.append(_aged(text, phrase))
    for index in range(len(phrases) - 2, -1, -1):
        phrases[index] = _shared(text, phrases[index], phrases[index + 1])
    return phrases


def _shared(text: str, first: Phrase, second: Phrase) -> Phrase:
    """Give ``Armenian`` in ``Armenian and Georgian border guards`` the guards' sector."""
    joint = first.kind == "demonym" and first.sector is None and second.sector is not None
    if joint and second.how.startswith("demonym") and _AND.fullmatch(text, first.end, second.start):
        return replace(first, sector=second.sector, how=f"{first.how} sharing {second.how}")
    return first


def _phrase(
    text: str, terms: list[Term], at: int, *, lone: bool, near: str | None
) -> tuple[Phrase | None, int]:
    """Read one phrase that begins with the term `at`, and tell where the next one may begin."""
    head = terms[at]
    if head.kind == "agent":
        return _from_agent(text, terms, at, lone=lone)
    if head.kind == "leader":
        return _from_leader(text, terms, at, near)
    return _from_owner(text, terms, at)


def _from_owner(text: str, terms: list[Term], at: int) -> tuple[Phrase, int]:
    """Read ``Russian police``, ``Iran's president Hassan Rouhani``, ``NATO troops``, ``Baku``."""
    head = terms[at]
    plain = _plain(text, head)
    if not head.can_own:
        return plain, at + 1
    following = _owned(text, head, terms, at + 1)
    if following is None:
        if head.kind == "adjective" and (ground := context.ground_after(text, head.end)):
            return _ground(text, plain, ground, terms, at + 1)
        return _with_leader(text, plain, terms, at + 1)
    phrase, at = _agents(text, terms, following)
    sector = head.owned(phrase.sector)
    how = f"{plain.how} + {phrase.how}"
    joined = replace(
        phrase, start=head.start, country=head.country, sector=sector, kind="agent", how=how,
        weak=False,
    )  # fmt: skip
    return _with_leader(text, joined, terms, at)


def _ground(text: str, owner: Phrase, end: int, terms: list[Term], at: int) -> tuple[Phrase, int]:
    """Read ``the Turkish city of Kars`` or ``the Iranian coast`` as one place."""
    while at < len(terms) and terms[at].start < end:
        end = max(end, terms[at].end)
        at += 1
    how = f"{owner.how} + place '{text[owner.end : end].strip()}'"
    return replace(owner, end=end, sector=None, kind="place", how=how), at


def _owned(text: str, owner: Term, terms: list[Term], at: int) -> int | None:
    """Give the index of the agent noun that `owner` has, if it has one."""
    if at >= len(terms) or terms[at].kind != "agent":
        return None
    gap = text[owner.end : terms[at].start]
    possessive = _POSSESSIVE.match(gap)
    if possessive:
        gap = gap[possessive.end() :]
    elif owner.only_with_possessive:
        return None
    if not _WORDS.match(gap) or not gap:
        return None
    words = gap.replace("–", "-").lower().split()
    if not all(word in words_of("modifier") for word in words):
        return None
    bare = not possessive and owner.kind not in ("adjective", "person", "people")
    if bare and words_of("spoken").intersection(words):
        return None  # "Kenya arrested two men"
    return at


def _agents(text: str, terms: list[Term], at: int) -> tuple[Phrase, int]:
    """Read a run of agent nouns: ``foreign ministry spokesman``, ``army chief``."""
    phrase = _plain(text, terms[at])
    at += 1
    while at < len(terms) and terms[at].kind == "agent":
        gap = text[phrase.end : terms[at].start]
        words = gap.lower().split()
        if not gap or not _WORDS.match(gap) or not all(w in words_of("modifier") for w in words):
            break
        second = _plain(text, terms[at])
        sector = second.sector if phrase.weak and not second.weak else phrase.sector
        how = f"{phrase.how} + {second.how}"
        phrase = replace(
            second, start=phrase.start, sector=sector, how=how, weak=phrase.weak and second.weak
        )
        at += 1
    return phrase, at


def _from_agent(text: str, terms: list[Term], at: int, *, lone: bool) -> tuple[Phrase | None, int]:
    """Read ``the ambassador of Russia``, ``President Ilham Aliyev``, or a bare agent noun."""
    first = terms[at]
    phrase, following = _agents(text, terms, at)
    if following < len(terms):
        joined = _of_owner(text, phrase, terms, following)
        if joined is not None:
            return joined
        named, after = _with_leader(text, phrase, terms, following)
        if after > following:
            return named, after
    if first.weight in ("tool", "slight") and following == at + 1 and not lone:
        return None, following
    return phrase, following


def _of_owner(text: str, agent: Phrase, terms: list[Term], at: int) -> tuple[Phrase, int] | None:
    owner = terms[at]
    gap = text[agent.end : owner.start]
    pattern = _FROM if agent.sector in _MOVERS else _OF
    link = pattern.match(gap)
    if not link or owner.country is None or owner.kind in ("agent", "leader"):
        return None
    inner, following = _from_owner(text, terms, at)
    sector = inner.sector if agent.weak and inner.sector else owner.owned(agent.sector)
    how = f"{agent.how} + {gap.split()[0]} + {inner.how}"
    joined = replace(
        agent, end=inner.end, country=inner.country, sector=sector, how=how, weak=False
    )
    return _with_leader(text, joined, terms, following)


def _with_leader(text: str, phrase: Phrase, terms: list[Term], at: int) -> tuple[Phrase, int]:
    """Add the name that follows a title, if the person can be of that country."""
    if at >= len(terms) or terms[at].kind != "leader":
        return phrase, at
    leader = terms[at]
    gap = text[phrase.end : leader.start]
    if gap.strip(" ,") or not gap or ("," in gap and phrase.kind != "agent"):
        return phrase, at
    chosen = choose(
        leader.senses,
        leader.on,
        country=phrase.country,
        titled=phrase.title,
        namesake=leader.goes_on or (leader.first_name and not phrase.title),
    )
    if chosen is None:
        return phrase, at
    sector = phrase.sector if phrase.sector == UNRECOGNISED else chosen.sector
    how = f"{phrase.how} + {_how(text, leader)}"
    named = Phrase(phrase.start, leader.end, chosen.country, sector, "leader", how, person=True)
    return named, at + 1


def _from_leader(
    text: str, terms: list[Term], at: int, near: str | None
) -> tuple[Phrase | None, int]:
    """Read ``Putin``, or ``Assad's forces``."""
    head = terms[at]
    namesake = head.first_name or head.goes_on
    chosen = choose(head.senses, head.on, namesake=namesake)
    if chosen is None and near is not None:
        chosen = choose(head.senses, head.on, country=near, namesake=namesake)
    if chosen is None:
        return None, at + 1
    how = _how(text, head)
    alone = Phrase(head.start, head.end, chosen.country, chosen.sector, "leader", how, person=True)
    following = _owned(text, head, terms, at + 1)
    if following is None:
        return alone, at + 1
    phrase, after = _agents(text, terms, following)
    how = f"{alone.how} + {phrase.how}"
    return Phrase(head.start, phrase.end, chosen.country, phrase.sector, "agent", how), after


def _plain(text: str, term: Term) -> Phrase:
    return Phrase(
        term.start,
        term.end,
        term.country,
        term.sector,
        _PLAIN_KIND.get(term.kind, term.kind),
        _how(text, term),
        term.weight in ("weak", "slight"),
        term.sector == "CVL" or any(s.role in ("title", "people") for s in term.senses),
        any(s.role == "title" for s in term.senses),
    )


_LABELS = {
    "adjective": "demonym", "name": "state", "person": "demonym", "people": "demonym",
    "agent": "agent noun",
}  # fmt: skip


def _how(text: str, term: Term) -> str:
    label = _LABELS.get(term.kind, term.kind)
    return f"{label} '{text[term.start : term.end]}'"


def _aged(text: str, phrase: Phrase) -> Phrase:
    """Make a former office holder a notable of the country rather than its government."""
    if phrase.sector != "GOV" or phrase.kind not in ("agent", "leader"):
        return phrase
    if _FORMER.search(text, max(0, phrase.start - 12), phrase.start):
        return replace(phrase, sector="ELI", how=f"former + {phrase.how}")
    return phrase

"""All terms of the gazetteer, from the tables, in one Aho-Corasick automaton."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import ahocorasick

from detente.errors import DataFileError
from detente.knowledge.folding import fold
from detente.knowledge.tables import read_table

__all__ = ["Entry", "Kind", "Match", "entries", "find_terms"]

Kind = Literal[
    "name", "adjective", "person", "people", "capital", "metonym", "organisation", "group",
    "leader", "agent", "city", "place", "decoy", "sport",
]  # fmt: skip
Case = Literal["any", "caps", "exact"]

_SHORT_MARK = "?"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one term."""

    term: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    case: Case = "caps"
    weight: str = ""
    """Of an agent noun: see the head of ``agents.tsv``. Of a leader: ``full`` for the whole name,
    ``short`` for a surname, ``titled`` for one that needs a title or a first name."""
    role: str = ""
    """Of an agent noun: ``title``, ``people``, ``body`` or ``outlet``. Of a leader: the office."""
    since: date | None = None
    until: date | None = None

    def written_so(self, words: str, after: str) -> bool:
        """Tell whether `words` have the capitals, and `after` the hyphen, that this term needs."""
        if self.term[-1] == "-" and after != "-":
            return False
        if self.case == "any":
            return True
        if self.case == "exact":
            return words == self.term.rstrip(".")
        return all(w.isupper() or not t.isupper() for t, w in zip(self.term, words, strict=False))

    def holds(self, on: date | None) -> bool:
        """Tell whether the entry is in force on a day; without a day it is."""
        if on is None:
            return True
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of text and the senses that its words can have."""

    start: int
    end: int
    senses: tuple[Entry, ...]


def find_terms(text: str) -> list[Match]:
    """Give the longest terms in the text, in order, without overlap, at word boundaries."""
    folded = f" {fold(text)} "
    found = [(end - 1 - size, 1 - end, senses) for end, (size, senses) in _automaton().iter(folded)]
    found.sort(key=lambda item: (item[0], item[1]))
    matches: list[Match] = []
    free = 0
    for start, negative_end, senses in found:
        if start < free:
            continue
        end = -negative_end
        words, after = text[start:end], text[end : end + 1]
        if fitting := tuple(e for e in senses if e.written_so(words, after)):
            if after == "." and fitting[0].term[-1] == ".":
                end += 1
            matches.append(Match(start, end, fitting))
            free = end
    return matches


@cache
def _automaton() -> ahocorasick.Automaton:
    senses: dict[str, list[Entry]] = {}
    for entry in entries():
        senses.setdefault(fold(entry.term).strip(), []).append(entry)
    automaton = ahocorasick.Automaton()
    for key, found in senses.items():
        automaton.add_word(f" {key} ", (len(key), tuple(found)))
    automaton.make_automaton()
    return automaton


@cache
def entries(*, cities: bool = True) -> tuple[Entry, ...]:
    """Give every entry of every table; decoys come first, since they take their term away.

    Without `cities` the table of cities made from GeoNames is left out.
    """
    return (
        *_decoys(),
        *_country_terms(),
        *_bodies(),
        *_places(),
        *(_cities() if cities else ()),
        *_officials(),
        *_agents(),
    )


def _decoys() -> Iterator[Entry]:
    for kind, term in read_table("decoys.tsv", ("kind", "term")):
        yield Entry(term, kind)  # type: ignore[arg-type]


def _country_terms() -> Iterator[Entry]:
    for iso3, kind, case, term in read_table("country_terms.tsv", ("iso3", "kind", "case", "term")):
        yield Entry(term, kind, iso3, case=case)  # type: ignore[arg-type]


def _bodies() -> Iterator[Entry]:
    columns = ("kind", "iso3", "sector", "since", "until", "terms")
    for kind, iso3, sector, since, until, terms in read_table("bodies.tsv", columns):
        for term in terms.split(";"):
            case: Case = "exact" if _is_acronym(term) else "caps"
            yield Entry(
                term, kind, iso3 or None, sector, case,  # type: ignore[arg-type]
                since=_day(since), until=_day(until),
            )  # fmt: skip


def _is_acronym(term: str) -> bool:
    letters = term.replace(".", "")
    return letters.isupper() and len(letters) <= 5


def _places() -> Iterator[Entry]:
    for kind, iso3, terms in read_table("places.tsv", ("kind", "iso3", "terms")):
        for term in terms.split(";"):
            yield Entry(term, kind, iso3 or None)  # type: ignore[arg-type]


def _cities() -> Iterator[Entry]:
    for iso3, terms in read_table("cities.tsv", ("iso3", "terms")):
        for term in terms.split(";"):
            yield Entry(term, "city", iso3)


def _officials() -> Iterator[Entry]:
    columns = ("iso3", "names", "short", "office", "sector", "since", "until")
    for iso3, names, short, office, sector, since, until in read_table("officials.tsv", columns):
        term = (_day(since), _day(until))
        for name in names.split(";"):
            yield Entry(name, "leader", iso3 or None, sector, "caps", "full", office, *term)
        for name in filter(None, short.split(";")):
            weight = "titled" if name.startswith(_SHORT_MARK) else "short"
            surname = name.removeprefix(_SHORT_MARK)
            yield Entry(surname, "leader", iso3 or None, sector, "caps", weight, office, *term)


def _agents() -> Iterator[Entry]:
    for sector, weight, role, terms in read_table(
        "agents.tsv", ("sector", "weight", "role", "terms")
    ):
        for term in terms.split(";"):
            case: Case = "any" if term == term.lower() else "caps"
            for form in _forms(term):
                yield Entry(form, "agent", None, sector, case, weight, role)


def _forms(term: str) -> tuple[str, ...]:
    """Spell out ``minister(s) of state`` as one and as several."""
    before, mark, after = term.partition("(s)")
    if mark:
        return (before + after, f"{before}s{after}")
    before, mark, after = term.partition("(es)")
    return (before + after, f"{before}es{after}") if mark else (term,)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DataFileError(f"knowledge/data: {text!r} is no ISO date; reinstall") from error

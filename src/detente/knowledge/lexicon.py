"""All terms of the English gazetteer, from the tables, in one Aho-Corasick automaton.

A term becomes an `Entry` only when a text first holds it: most never do, and loading stays quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

import ahocorasick

from detente.errors import DataFileError, InvalidRecord
from detente.knowledge.folding import fold, folding_table
from detente.knowledge.tables import read_table, read_tables
from detente.records import When

__all__ = ["SHARED", "UNRECOGNISED", "Entry", "Kind", "Match", "entries", "find_terms"]

Kind = Literal[
    "name", "adjective", "person", "people", "capital", "metonym", "organisation", "group",
    "leader", "agent", "city", "place", "contested", "decoy", "sport",
]  # fmt: skip
Case = Literal["any", "caps", "exact"]

_Row: TypeAlias = tuple[str, str, str | None, str | None, str, str, str, str, str]
"""Term, kind, country, sector, case, weight, role, since, until: an `Entry` in the making."""

SHARED = "shared"
_SHORT_MARK = "?"
_LOCAL = frozenset({"governor", "agency head", "ambassador", "spokesperson", "aide", "notable"})
"""Offices whose holders are found only as the table spells them, which keeps loading quick."""
_SPELLINGS = 8
"""Spellings of one term that are remembered: as listed, in capitals, at the head of a sentence."""
UNRECOGNISED = "PRE"
"""PLOVER's sector of breakaway regions and states that few recognise."""


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
    ``short`` for a surname, ``titled`` for one that needs a title or a first name. Of a body:
    ``shared`` where it counts only beside its state."""
    role: str = ""
    """Of an agent noun: ``title``, ``people``, ``body`` or ``outlet``. Of a leader: the office. Of
    a contested state: its name."""
    since: date | None = None
    until: date | None = None

    def written_so(self, words: str, after: str) -> bool:
        """Tell whether `words` have the capitals, and `after` the hyphen, that this term needs."""
        if self.term[-1] == "-" and after != "-":
            return False
        if self.case == "any" or words == self.term:
            return True
        if self.case == "exact":
            return words == self.term.rstrip(".")
        return all(w.isupper() or not t.isupper() for t, w in zip(self.term, words, strict=False))

    def holds(self, on: date | None) -> bool:
        """Tell whether the entry is in force on a day; without a day it is."""
        if on is None:
            return True
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Match(NamedTuple):
    """A stretch of text and the senses that its words can have."""

    start: int
    end: int
    senses: tuple[Entry, ...]


class _Term:
    """One folded term that a text has held."""

    __slots__ = ("marked", "plain", "senses", "size", "spelt")

    def __init__(self, size: int, rows: tuple[_Row, ...]) -> None:
        self.size = size
        self.marked = any(row[0][-1] in "-." for row in rows)
        """Whether a sense ends in a hyphen or a full stop, which a text must show."""
        self.senses = tuple(map(_entry, rows))
        any_case = not self.marked and all(entry.case == "any" for entry in self.senses)
        self.plain = self.senses if any_case else None
        """The senses, where all of them may be written in any case."""
        self.spelt: dict[str, tuple[Entry, ...]] = {}
        """The senses that fit the commoner spellings."""

    def fitting(self, words: str, after: str) -> tuple[Entry, ...]:
        """Give the senses that may be written so, and remember them."""
        fitting = tuple(e for e in self.senses if e.written_so(words, after))
        if not self.marked and len(self.spelt) < _SPELLINGS:
            self.spelt[words] = fitting
        return fitting


class _Terms:
    """All terms, by the numbers that the automaton gives."""

    __slots__ = ("_keys", "_rows", "automaton", "made")

    def __init__(self, rows: Iterable[_Row]) -> None:
        groups: dict[str, tuple[_Row, ...]] = {}
        folded: dict[str, str] = {}
        signs = folding_table()
        for row in rows:
            key = folded.get(row[0])
            if key is None:
                key = folded[row[0]] = row[0].translate(signs).strip()
            groups[key] = (*groups[key], row) if key in groups else (row,)
        self._rows = list(groups.values())
        self._keys = list(groups)
        self.made: list[_Term | None] = [None] * len(groups)
        self.automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for number, key in enumerate(groups):
            self.automaton.add_word(f" {key} ", number)
        self.automaton.make_automaton()

    def make(self, number: int) -> _Term:
        """Make a term that a text holds for the first time."""
        made = _Term(len(self._keys[number]), self._rows[number])
        self.made[number] = made
        return made


def find_terms(text: str) -> list[Match]:
    """Give the longest terms in the text, in order, without overlap, at word boundaries.

    Of two that overlap the one that begins first counts.
    """
    terms = _terms()
    made = terms.made
    found: list[Match] = []
    last = free = 0
    for end, number in terms.automaton.iter(f" {fold(text)} "):
        term = made[number] or terms.make(number)
        end -= 1
        start = end - term.size
        if last < start < free:
            continue  # it begins within the last one
        senses = term.plain or term.spelt.get(text[start:end])
        if senses is None:
            senses = term.fitting(text[start:end], text[end : end + 1])
        if not senses:
            continue
        if start < free:
            # Hits come in the order of their ends: this one is longer than all it reaches back to.
            keep = len(found)
            while keep and found[keep - 1].start >= start:
                keep -= 1
            if keep and found[keep - 1].end > start:
                continue
            del found[keep:]
        if term.marked and text[end : end + 1] == "." and senses[0].term[-1] == ".":
            end += 1
        found.append(Match(start, end, senses))
        last, free = start, end
    return found


@cache
def _terms() -> _Terms:
    return _Terms(_rows(cities=True))


@cache
def entries(*, cities: bool = True) -> tuple[Entry, ...]:
    """Give every entry of every table; decoys come first, since they take their term away.

    Without `cities` the table of cities made from GeoNames is left out.
    """
    return tuple(map(_entry, _rows(cities=cities)))


def _entry(row: _Row) -> Entry:
    term, kind, country, sector, case, weight, role, since, until = row
    return Entry(
        term, kind, country, sector, case, weight, role,  # type: ignore[arg-type]
        _day(since, end=False), _day(until, end=True),
    )  # fmt: skip


def _rows(*, cities: bool) -> Iterable[_Row]:
    return chain(
        _decoys(),
        _country_terms(),
        _contested(),
        _bodies(),
        _acronyms(),
        _places(),
        _cities() if cities else (),
        _officials(),
        _agents(),
    )


def _decoys() -> Iterator[_Row]:
    for kind, term in read_table("decoys.tsv", ("kind", "term")):
        yield term, kind, None, None, "caps", "", "", "", ""


def _country_terms() -> Iterator[_Row]:
    for iso3, kind, case, term in read_table("country_terms.tsv", ("iso3", "kind", "case", "term")):
        yield term, kind, iso3, None, case, "", "", "", ""


def _contested() -> Iterator[_Row]:
    columns = ("entity", "iso3", "kind", "case", "terms", "since", "until")
    for entity, iso3, kind, case, terms, since, until in read_table("contested.tsv", columns):
        for term in terms.split(";"):
            sector = None if kind == "place" else UNRECOGNISED
            yield term, kind, iso3, sector, case, "", entity, since, until


def _bodies() -> Iterator[_Row]:
    columns = ("kind", "iso3", "sector", "since", "until", "terms")
    for kind, iso3, sector, since, until, terms in read_tables("bodies", columns):
        for term in terms.split(";"):
            case = "exact" if _is_acronym(term) else "caps"
            yield term, kind, iso3 or None, sector, case, "", "", since, until


def _acronyms() -> Iterator[_Row]:
    for iso3, sector, terms in read_table("acronyms.tsv", ("iso3", "sector", "terms")):
        for term in terms.split(";"):
            yield term, "organisation", iso3, sector, "exact", SHARED, "", "", ""


def _is_acronym(term: str) -> bool:
    letters = term.replace(".", "")
    return letters.isupper() and len(letters) <= 5


def _places() -> Iterator[_Row]:
    for kind, iso3, terms in read_table("places.tsv", ("kind", "iso3", "terms")):
        for term in terms.split(";"):
            yield term, kind, iso3 or None, None, "caps", "", "", "", ""


def _cities() -> Iterator[_Row]:
    for iso3, terms in read_table("cities.tsv", ("iso3", "terms")):
        for term in terms.split(";"):
            yield term, "city", iso3, None, "caps", "", "", "", ""


def _officials() -> Iterator[_Row]:
    columns = ("iso3", "office", "names", "short", "sector", "since", "until", "note")
    spelt: dict[str, list[str]] = {}
    for iso3, office, names, short, sector, since, until, _ in read_tables("officials", columns):
        if names not in spelt:
            listed = names.split(";")
            spelt[names] = listed if office in _LOCAL else _spelt(listed)
        for name in spelt[names]:
            yield name, "leader", iso3 or None, sector, "caps", "full", office, since, until
        for name in filter(None, short.split(";")):
            weight = "titled" if name.startswith(_SHORT_MARK) else "short"
            surname = name.removeprefix(_SHORT_MARK)
            yield surname, "leader", iso3 or None, sector, "caps", weight, office, since, until


def _spelt(names: list[str]) -> list[str]:
    """Give the names with the first part that has several spellings in each of them."""
    spellings = _spellings()
    found = dict.fromkeys(names)
    for name in names:
        words = name.split(" ")
        for place, word in enumerate(words):
            if others := spellings.get(word):
                found |= dict.fromkeys(
                    " ".join((*words[:place], other, *words[place + 1 :])) for other in others
                )
                break
    return list(found)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for (listed,) in read_table("spellings.tsv", ("spellings",)):
        words = tuple(listed.split(";"))
        found |= {word: (*found.get(word, ()), *words) for word in words}
    return found


def _agents() -> Iterator[_Row]:
    for sector, weight, role, terms in read_table(
        "agents.tsv", ("sector", "weight", "role", "terms")
    ):
        for term in terms.split(";"):
            case = "any" if term == term.lower() else "caps"
            for form in _forms(term):
                yield form, "agent", None, sector, case, weight, role, "", ""


def _forms(term: str) -> tuple[str, ...]:
    """Spell out ``minister(s) of state`` as one and as several."""
    before, mark, after = term.partition("(s)")
    if mark:
        return (before + after, f"{before}s{after}")
    before, mark, after = term.partition("(es)")
    return (before + after, f"{before}es{after}") if mark else (term,)


def _day(text: str, *, end: bool) -> date | None:
    """Read an ISO day, month or year; of the longer ones the first day, or the last."""
    if not text:
        return None
    try:
        when = When.parse(text)
    except InvalidRecord as error:
        raise DataFileError(f"knowledge/data: {text!r} is no ISO date; reinstall") from error
    return when.last if end else when.first

"""Names of states in languages other than English, with the forms that running text gives them.

``names.tsv`` holds the names of the Unicode CLDR in every language that Babel carries, and names of
languages as adjectives where nothing better is listed;
``languages/LL.tsv`` adds adjectives, citizens, capitals, metonyms and armed groups, and
``inflections/LL.tsv`` the endings and prefixes of the language. All forms go into one automaton a
language, made when a text of that language is first read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import ahocorasick

from detente.knowledge.folding import fold
from detente.knowledge.tables import read_table

__all__ = ["Name", "NameMatch", "find_names", "forms", "languages", "names"]

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Languages written without spaces between words: a name is found wherever its signs stand."""
_SHORTEST_UNSPACED = 2
_PREFIX = "+"
_COLUMNS = ("language", "iso3", "kind", "name")


@dataclass(frozen=True, slots=True)
class Name:
    """One base form."""

    term: str
    kind: str
    """``name``, ``adjective``, ``people``, ``capital``, ``metonym``, ``group`` or ``decoy``."""
    country: str | None
    bare: bool = False
    """Whether only the base form counts."""


class NameMatch(NamedTuple):
    """A stretch of text and the name whose form it is."""

    start: int
    end: int
    name: Name


class _Rule(NamedTuple):
    ending: str
    forms: tuple[tuple[str, str], ...]
    """Prefix and ending of each form."""


def find_names(text: str, language: str) -> list[NameMatch]:
    """Give the longest names in a text of that language, in order, without overlap."""
    automaton = _automaton(language)
    if automaton is None:
        return []
    found: list[NameMatch] = []
    spaced = language not in _UNSPACED
    for end, (size, name) in automaton.iter(f" {fold(text)} "):
        stop = end - 1 if spaced else end
        start = stop - size
        keep = len(found)
        while keep and found[keep - 1].start >= start:
            keep -= 1
        if keep and found[keep - 1].end > start:
            continue  # one that begins earlier reaches into it
        del found[keep:]
        found.append(NameMatch(start, stop, name))
    return [match for match in found if match.name.kind != "decoy"]


@cache
def languages() -> frozenset[str]:
    """Give the codes of all languages that have names."""
    rows = read_table("names.tsv", _COLUMNS)
    return frozenset(language for language, *_ in rows)


def names(language: str) -> Iterator[Name]:
    """Give the base forms of a language; none for one that is not known."""
    for code, iso3, kind, name in read_table("names.tsv", _COLUMNS):
        if code == language:
            yield Name(name, kind, iso3)
    if _has("languages", language):
        columns = ("iso3", "kind", "terms")
        for iso3, kind, terms in read_table(f"languages/{language}.tsv", columns):
            for term in terms.split(";"):
                yield Name(term, kind, iso3 or None)


def forms(name: Name, language: str) -> frozenset[str]:
    """Give all forms of a name, folded, its base form among them."""
    base = fold(name.term).strip()
    found = {base}
    if name.bare:
        return frozenset(found)
    fitting = [rule for rule in _rules(language).get(name.kind, ()) if base.endswith(rule.ending)]
    if fitting:
        rule = max(fitting, key=lambda r: len(r.ending))
        stem = base[: len(base) - len(rule.ending)]
        found |= {prefix + stem + ending for prefix, ending in rule.forms}
    return frozenset(found)


@cache
def _rules(language: str) -> dict[str, tuple[_Rule, ...]]:
    if not _has("inflections", language):
        return {}
    found: dict[str, list[_Rule]] = {}
    columns = ("kinds", "ending", "forms")
    for kinds, ending, shapes in read_table(f"inflections/{language}.tsv", columns):
        rule = _Rule(fold(ending).strip(), tuple(map(_shape, shapes.split(";"))))
        for kind in kinds.split(";"):
            found.setdefault(kind, []).append(rule)
    return {kind: tuple(rules) for kind, rules in found.items()}


def _shape(written: str) -> tuple[str, str]:
    prefix, mark, ending = written.partition(_PREFIX)
    return (fold(prefix), fold(ending)) if mark else ("", fold(written))


@cache
def _automaton(language: str) -> ahocorasick.Automaton | None:
    spaced = language not in _UNSPACED
    owners: dict[str, Name] = {}
    for name in _by_weight(language):
        for form in forms(name, language):
            if spaced or len(form) >= _SHORTEST_UNSPACED:
                owners.setdefault(form, name)
    if not owners:
        return None
    automaton = ahocorasick.Automaton()
    for form, name in owners.items():
        automaton.add_word(f" {form} " if spaced else form, (len(form), name))
    automaton.make_automaton()
    return automaton


def _by_weight(language: str) -> Iterator[Name]:
    """Give decoys first, then base forms, then all forms, those of names before the others.

    What comes first keeps its words.
    """
    found = list(names(language))
    yield from (name for name in found if name.kind == "decoy")
    yield from (Name(name.term, name.kind, name.country, bare=True) for name in found)
    yield from sorted(found, key=lambda name: name.kind != "name")


def _has(folder: str, language: str) -> bool:
    return (files("detente.knowledge") / "data" / folder / f"{language}.tsv").is_file()

"""Names spelt otherwise than the tables have them: matched by their consonants.

Transliterations of one name differ in vowels, doubled letters, ``q`` or ``k``, ``kh`` or ``h``, and
in the article: *Kalesnikava*, *Kolesnikova*. What is left without these is the name's skeleton.
Only persons and armed groups of states whose names come to English from other scripts are matched,
by names of several words with enough consonants and much the same letters, and only where all that
share the skeleton are of one state. *Robert Doyle* is no misspelt *Robert Dole*.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cache

from detente.knowledge.folding import fold
from detente.knowledge.lexicon import Entry, entries
from detente.knowledge.tables import words_of

__all__ = ["LEAST", "NEAR", "skeleton", "sounding_like"]

LEAST = 6
"""Consonants that a skeleton needs: shorter ones are shared by too many names."""
NEAR = 0.82
"""Least likeness of the letters themselves, from 0 to 1."""
_KINDS = frozenset({"leader", "group"})
_ARTICLE = re.compile(r"\b(w?)[aeu]l(?=[ a-z])[ ]?")
_SOUNDS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("zh", "z"), ("ph", "f"),
    ("ck", "k"), ("x", "ks"), ("q", "k"), ("c", "k"), ("w", "v"),
)  # fmt: skip
_MUTE = re.compile(r"[aeiouyh ]")
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """Give the consonants of a name in one plain spelling; empty for a single word."""
    plain = fold(name).strip()
    if " " not in plain:
        return ""
    plain = _ARTICLE.sub(r"\1", plain)
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    return _DOUBLED.sub(r"\1", _MUTE.sub("", plain))


def sounding_like(name: str) -> tuple[Entry, ...]:
    """Give the entries whose name sounds like this one, if all are of one state."""
    letters = _letters(name)
    found = tuple(
        entry
        for entry in _by_sound().get(skeleton(name), ())
        if _letters(entry.term.split(" ")[-1])[:1] == _letters(name.split(" ")[-1])[:1]
        and SequenceMatcher(None, letters, _letters(entry.term)).ratio() >= NEAR
    )
    return found if len({entry.country for entry in found}) == 1 else ()


def _letters(name: str) -> str:
    return fold(name).replace(" ", "")


@cache
def _by_sound() -> dict[str, tuple[Entry, ...]]:
    foreign = words_of("transliterated")
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries(cities=False):
        if entry.kind in _KINDS and entry.country in foreign and entry.weight in ("", "full"):
            bones = skeleton(entry.term)
            if len(bones) >= LEAST:
                found[bones].append(entry)
    return {bones: tuple(several) for bones, several in found.items()}

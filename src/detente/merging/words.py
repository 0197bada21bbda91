"""Wording: the content words of a sentence, and how far two sentences share them.

The names of a deed's own two states say nothing about it: every report of the pair has them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

from detente.knowledge.tables import read_table

__all__ = ["content_words", "name_stems", "overlap"]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
# Cutting a word after five letters joins most of its forms, in any language that inflects by
# endings: arrest, arrested, arrests; арестовал, арестована.
_STEM = 5
_STOP_WORDS = """
a about after again against ago all also am an and another any are as at be because been before
being between both but by can could did do does during each few for from further had has have he
her here him his how i if in into is it its just may me might more most must my new no nor not
now of off on one only or other our out over own per same shall she should since so some still
such than that the their them then there these they this those through to too two under until up
upon was we were what when where which while who whom whose why will with within without would
year years month months week weeks day days today yesterday tomorrow
monday tuesday wednesday thursday friday saturday sunday
january february march april june july august september october november december
according add added adds announce announced announces note noted report reported reportedly
reports said say saying says state stated states tell told tells
"""
_STOP = frozenset(_STOP_WORDS.split())


def content_words(text: str, leave_out: frozenset[str] = frozenset()) -> frozenset[str]:
    """Give the stems of the words that carry meaning, without those in `leave_out`."""
    words = (found[0].casefold() for found in _WORD.finditer(text))
    return frozenset(w[:_STEM] for w in words if w not in _STOP) - leave_out


def overlap(a: frozenset[str], b: frozenset[str], least: int = 1) -> float:
    """Give the shared words as a share of the shorter side, taken to have at least `least` words.

    A title and the long sentence that spells it out resemble each other by this measure, as they
    do not by Jaccard's.
    """
    shorter = max(least, min(len(a), len(b)))
    return len(a & b) / shorter


def name_stems(*states: str | None) -> frozenset[str]:
    """Give the stems in the English names, adjectives and capitals of states."""
    return frozenset().union(*(_names().get(state, frozenset()) for state in states if state))


@cache
def _names() -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for state, _, _, term in read_table("country_terms.tsv", ("iso3", "kind", "case", "term")):
        found[state] |= content_words(term)
    return {state: frozenset(stems) for state, stems in found.items()}

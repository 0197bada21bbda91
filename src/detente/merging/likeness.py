"""Whether two reports can tell the same deed, and how much speaks for it.

Two reports cannot tell the same deed (the answer is None) where

- pair or direction differ (CONSULT, AGREE and COOPERATE have no direction);
- types differ, unless of one quad class, of one day and of two documents: a document that codes
  two types tells two deeds;
- dates lie more than a day apart, or one document gives two days;
- types are ASSAULT or PROTEST, which go on day after day, and the days differ, unless a toll is the
  same or one text is a copy of the other in another outlet; or the places differ;
- tolls differ by more than half of the larger and by more than three;
- one has no date, and they are neither of one document nor worded alike (`STRONG`, and three words
  or more in common).

What speaks for it is the wording, from 0 to 1: the mean of the content words shared by the spans
and by the sentences; between two languages, where words cannot be compared, `FOREIGN` at least. To
it is added

============================  =====  ===========================================================
circumstance                  adds   because
============================  =====  ===========================================================
one day and type, two states  +0.15  one state seldom does the same to another twice a day; but
                                     not for ASSAULT and PROTEST
one document                  +0.15  a title and a text say things twice
same place                    +0.15
same toll                     +0.15
different places              -0.20  or one is a part of the other
a day apart                   -0.30  night, time zones and "yesterday" shift a date
a date of up to a month       -0.15  it is less of a coincidence
a date of a year or more      -0.35
different type                -0.30  coders differ within a quad class
not two known states          -0.20  the pair then says little
============================  =====  ===========================================================

Two reports merge at `BAR` or more. The figures are set by hand, on 120 reports of one crisis and a
year of news lines; see docs/method/merging.md.
"""

from __future__ import annotations

from detente.errors import InvalidInput
from detente.language.fingerprints import NEAR_DUPLICATE, similarity
from detente.merging.telling import SYMMETRIC, Telling
from detente.merging.words import overlap
from detente.records import When

__all__ = ["BAR", "FOREIGN", "STRONG", "closeness", "copied", "likeness", "wording"]

BAR = 0.15
STRONG = 0.6
FOREIGN = 0.2

_SERIAL = frozenset({"ASSAULT", "PROTEST"})
_FEW_WORDS = 3
_FEW_PEOPLE = 3
_MONTH = 31


def likeness(a: Telling, b: Telling) -> float | None:
    """Give how much speaks for one deed, see the module; None where it cannot be one."""
    return closeness(a, b) if _same_parties(a, b) else None


def closeness(a: Telling, b: Telling) -> float | None:
    """Give the likeness of two reports whose parties are taken to be the same."""
    if not (_types_agree(a, b) and _tolls_agree(a, b)):
        return None
    places = _places(a, b)
    serial = a.type in _SERIAL or b.type in _SERIAL
    if serial and places < 0:
        return None
    words = wording(a, b)
    dates = _dates(a, b, words, serial=serial)
    if dates is None:
        return None
    score = words + dates + places
    score += 0.15 * (a.report.document == b.report.document)
    score += 0.15 * _same_toll(a, b)
    score -= 0.3 * (a.type != b.type)
    if not (a.of_two_states and b.of_two_states):
        score -= 0.2
    elif a.type == b.type and not serial and _same_day(a, b):
        score += 0.15
    return score


def wording(a: Telling, b: Telling) -> float:
    """Give how far spans and sentences share their content words, from 0 to 1."""
    words = (overlap(a.span, b.span) + overlap(a.quote, b.quote, least=_FEW_WORDS)) / 2
    return words if a.report.language == b.report.language else max(words, FOREIGN)


def copied(a: Telling, b: Telling) -> bool:
    """Tell whether the documents of both are near-duplicates. A broken sketch resembles nothing."""
    one, other = a.report.fingerprint, b.report.fingerprint
    if not one or not other:
        return False
    try:
        return one == other or similarity(one, other) >= NEAR_DUPLICATE
    except InvalidInput:
        return False


def _same_parties(a: Telling, b: Telling) -> bool:
    if a.sides == b.sides:
        return True
    mutual = a.type in SYMMETRIC and b.type in SYMMETRIC
    return mutual and a.sides == b.sides[::-1]


def _types_agree(a: Telling, b: Telling) -> bool:
    if a.type == b.type:
        return True
    return a.quad == b.quad and a.report.document != b.report.document and a.when == b.when


def _tolls_agree(a: Telling, b: Telling) -> bool:
    for kind in a.tolls.keys() & b.tolls.keys():
        less, more = sorted((a.tolls[kind], b.tolls[kind]))
        if more > 2 * less and more - less > _FEW_PEOPLE:
            return False
    return True


def _same_toll(a: Telling, b: Telling) -> bool:
    return bool(a.tolls.items() & b.tolls.items())


def _places(a: Telling, b: Telling) -> float:
    if not a.place or not b.place:
        return 0.0
    return 0.15 if a.place <= b.place or b.place <= a.place else -0.2


def _dates(a: Telling, b: Telling, words: float, *, serial: bool) -> float | None:
    one_document = a.report.document == b.report.document
    if a.when is None or b.when is None:
        alike = words >= STRONG and len(a.quote & b.quote) >= _FEW_WORDS
        return 0.0 if one_document or alike else None
    if a.when.overlaps(b.when):
        return -_vagueness(max(_length(a.when), _length(b.when)))
    if one_document or not a.when.overlaps(b.when, days=1):
        return None
    elsewhere = a.report.outlet != b.report.outlet and copied(a, b)
    return -0.3 if not serial or _same_toll(a, b) or elsewhere else None


def _vagueness(days: int) -> float:
    if days == 1:
        return 0.0
    return 0.15 if days <= _MONTH else 0.35


def _length(when: When) -> int:
    return (when.last - when.first).days + 1


def _same_day(a: Telling, b: Telling) -> bool:
    return a.when is not None and a.when == b.when and a.when.first == a.when.last

"""Counts of people, with the words that give them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from detente.records import Number

__all__ = ["find_numbers", "number"]

Kind = Literal["killed", "wounded", "arrested", "expelled"]

_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD = "|".join(
    [rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[1:10])}))?", *_UNITS[:0:-1], "a dozen"]
)
_COUNT = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{_WORD})(?: (?:hundred|thousand|million))?)"
_ABOUT = (
    r"(?:at least|more than|over|up to|about|around|nearly|some|almost|as many as|another|"
    r"a further|the|all|fewer than|approximately)"
)
_NOUN = r"(?:(?!(?:and|but)\b)[\w’'-]+\s+){0,4}?"
_LINK = r"(?:(?:were|was|are|have been|had been|been|people|others?) )*"
_KINDS: tuple[tuple[Kind, str], ...] = (
    ("killed", r"kill(?:ed|ing|s)?|dead|dies?|died|deaths?|murdered|executed|shot dead"),
    ("wounded", r"wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies)|hurt"),
    ("arrested", r"(?:arrest|detain|jail)(?:ed|ing|s)?|into custody|rounded up"),
    ("expelled", r"expel(?:led|ling|s)?|deport(?:ed|ing|s)?|expulsions?"),
)  # fmt: skip
_NOT_PEOPLE = re.compile(
    r"(?:days?|hours?|weeks?|months?|years?|percent|per cent|%|km|miles?|times?|minutes?|"
    r"planes?|tanks?|cities|people's)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...]:
    made = []
    for kind, word in _KINDS:
        before = rf"\b(?:{_ABOUT} )?{_COUNT}\s+{_NOUN}{_LINK}(?:{word})\b"
        after = rf"\b(?:{word})\s+(?:{_ABOUT} )?(?:the )?{_COUNT}\b"
        made.append((kind, re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)))
    return tuple(made)


def number(words: str) -> int | None:
    """Read a count: "1,300", "twenty-two", "two hundred", "a dozen"; None where it is none."""
    plain = words.lower().replace(",", "").strip()
    if plain.isascii() and plain.isdigit():
        return int(plain) if len(plain) < 10 else None
    if plain == "a dozen":
        return 12
    total = 0
    for word in plain.replace("-", " ").split():
        if word in _SCALES:
            total = max(total, 1) * _SCALES[word]
        elif word in _UNITS:
            total += _UNITS.index(word)
        elif word in _TENS:
            total += 10 * (_TENS.index(word) + 2)
        else:
            return None
    return total


def find_numbers(text: str, near: int = 0) -> tuple[Number, ...]:
    """Find counts of people killed, wounded, arrested, expelled: of each the nearest to `near`."""
    lower = text.lower()
    found = []
    for (kind, before, after), (_, cue) in zip(_patterns(), _STEMS, strict=True):
        if not any(stem in lower for stem in cue):
            continue
        matches = [m for m in (*after.finditer(text), *before.finditer(text)) if _counts(m)]
        if matches:
            best = min(matches, key=lambda m: (abs(m.start() - near), m.start()))
            value = number(best["n"]) or 0
            found.append(Number(kind=kind, value=value, words=best.group()))
    return tuple(found)


def _counts(match: re.Match[str]) -> bool:
    """Leave out years, and counts of days or planes."""
    if number(match["n"]) is None or _YEAR.match(match["n"]):
        return False
    return not _NOT_PEOPLE.match(match.string, match.end("n") + 1)


_STEMS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("killed", ("kill", "dead", "die", "death", "murder", "execut")),
    ("wounded", ("wound", "injur", "hurt")),
    ("arrested", ("arrest", "detain", "jail", "custody", "rounded")),
    ("expelled", ("expel", "deport", "expuls")),
)

"""Dated mentions of the past: "the First Karabakh War (1988-1994)", "the collapse of 1991"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from detente.coding.rules.dates import Dated
from detente.coding.rules.lexicon import wordlist
from detente.coding.rules.tagged import Tagged

__all__ = ["Episode", "episodes"]


@dataclass(frozen=True, slots=True)
class Episode:
    """A past happening with its name as written, and the character span of name and date."""

    label: str
    start: int
    end: int
    dated: Dated
    listed: bool = False
    """Whether its kind stands with the one before: "treaties of Paris (1814) and Vienna (1815)"."""

    @property
    def named_after_place(self) -> bool:
        """Whether its towns only tell where it was signed or fought."""
        words = self.label.lower().split()
        return self.listed or bool(wordlist("named_after_place").intersection(words))


def episodes(t: Tagged, dates: Iterable[Dated]) -> tuple[Episode, ...]:
    """Name the episode that each date belongs to, where a noun of happening stands beside it."""
    found = []
    for dated in dates:
        k = bisect_left(t.words.start, dated.start)
        one = _before(t, k, dated) or _after(t, k, dated)
        if one is not None:
            found.append(one)
    return tuple(found)


def _before(t: Tagged, k: int, dated: Dated) -> Episode | None:
    """Name what stands left of the date: "wars of Golestan (1813)", "war in 2020"."""
    last = k - 1
    bracket = t.word(last) == "("
    while last >= 0 and (t.word(last) in wordlist("leading") or t.word(last) == "("):
        last -= 1
    if last == k - 1 or (t.tag(last) not in "wXg" and t.word(last) not in wordlist("eventful")):
        return None
    first = _phrase_start(t, last)
    if _eventful(t, first, last + 1):
        return _episode(t, first, last, dated)
    if bracket and t.words.title(last) and _eventful(t, max(0, first - 9), first):
        return _episode(t, first, last, dated, listed=True)
    return None


def _eventful(t: Tagged, first: int, end: int) -> bool:
    return any(t.word(i) in wordlist("eventful") for i in range(first, end))


def _after(t: Tagged, k: int, dated: Dated) -> Episode | None:
    """Name what stands right of the year: "the 2008 war in Georgia"."""
    first = k
    while first < len(t.tags) and t.words.start[first] < dated.end:
        first += 1
    last = first
    while last < min(len(t.tags), first + 5) and t.tags[last] in "wXjG":
        if t.word(last) in wordlist("eventful"):
            return _episode(t, first, last, dated)
        last += 1
    return None


def _episode(t: Tagged, first: int, last: int, dated: Dated, *, listed: bool = False) -> Episode:
    start, end = t.words.start[first], t.words.end[last]
    closing = dated.end + 1 if t.words.text[dated.end : dated.end + 1] == ")" else dated.end
    label = " ".join(t.words.text[start:end].split())
    return Episode(label, min(start, dated.start), max(end, closing), dated, listed)


def _phrase_start(t: Tagged, last: int) -> int:
    first = last
    for j in range(last, max(-1, last - 14), -1):
        tag, word = t.tags[j], t.word(j)
        named = tag == "C" and t.words.title(j - 1) and t.words.title(j + 1) and j < last
        inside = (
            named or tag in "wXjG#" or (tag in "DPp" and j < last) or word in wordlist("eventful")
        )
        if not inside or (tag == "P" and word not in wordlist("binding")):
            break
        first = j
    first = _after_verb_phrase(t, first, last)
    while first < last and t.tags[first] in "DPG":
        first += 1
    return first


def _after_verb_phrase(t: Tagged, first: int, last: int) -> int:
    """Leave out "worse with" of "worse with the Ogaden War": no happening stands before "with"."""
    for j in range(first, last):
        if t.tags[j] == "P" and t.word(j) != "of" and not _eventful(t, first, j):
            first = j + 1
    return first

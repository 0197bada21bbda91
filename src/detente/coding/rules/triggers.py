"""Where a sentence holds words that stand for an event type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.rules.lexicon import Entry, Step, lexicon
from detente.coding.rules.tagged import Tagged, group_start

__all__ = ["Trigger", "find_triggers"]

_GAP = 9
"""Tokens that may lie between the words of a phrase."""
_VERBS = frozenset("vzrgip")
_BREAKS = frozenset("S;vzR")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A match: the entry, its first word, and every token of it."""

    entry: Entry
    at: int
    """Token of the verb, or of the first word of a noun trigger."""
    tokens: tuple[int, ...]

    @property
    def end(self) -> int:
        """Give one past the last token."""
        return max(self.tokens) + 1

    @property
    def start(self) -> int:
        """Give the first token."""
        return min(self.tokens)


def find_triggers(t: Tagged) -> tuple[Trigger, ...]:
    """Give the longest match at every token, in order, without those that only look like events."""
    return tuple(found for found in _matches(t) if found.entry.type is not None)


def _matches(t: Tagged) -> Iterator[Trigger]:
    table = lexicon()
    taken: set[int] = set()
    for k, tag in enumerate(t.tags):
        if tag in _VERBS:
            entries = table.verbs.get(t.words.lower[k], ())
        elif tag in "wX" and k not in taken:
            entries = table.nouns.get(t.words.lower[k], ())
        else:
            continue
        for entry in entries:
            if tag == "p" and (entry.steps or entry.type != "COERCE"):
                continue
            if (tokens := _match(t, k, entry, tag)) is not None:
                # Nouns inside a phrase belong to it, but a charge may hold what it charges.
                whole = entry.type != "ACCUSE"
                taken.update(range(min(tokens), max(tokens) + 1) if whole else tokens)
                yield Trigger(entry, k, tokens)
                break


def _match(t: Tagged, k: int, entry: Entry, tag: str) -> tuple[int, ...] | None:
    if tag == "X" and not entry.steps:
        return None
    tokens = [k]
    at = k
    for step in entry.steps:
        found = _passive_object(t, k, step) if tag in "zr" else None
        found = _antecedent(t, k, step) if found is None and tag == "v" else found
        if found is None:
            found = _ahead(t, at, step, inside=at > k)
            if found is None:
                return None
            at = found
        tokens.append(found)
    return tuple(tokens)


def _ahead(t: Tagged, at: int, step: Step, *, inside: bool) -> int | None:
    words, size = t.words.lower, len(t.tags)
    if not step.gap:
        k = at + 1
        between = "VQUD" if inside else "VQU"  # "shot it down", "at the door"
        while k < size and t.tags[k] in between and words[k] not in step.choices:
            k += 1
        return k if k < size and words[k] in step.choices else None
    for k in range(at + 1, min(size, at + 1 + _GAP)):
        if words[k] in step.choices and not (step.noun and t.tags[k] in "vp"):
            if t.tags[k] == "P" and t.tags[k - 1] == "g" and k > at + 1:
                continue  # "blamed Chad for firing on a bus": it belongs to "firing"
            return k
        if t.tags[k] in _BREAKS or (t.tags[k] == "C" and t.tag(k + 1) in _VERBS):
            return None
    return None


def _antecedent(t: Tagged, k: int, step: Step) -> int | None:
    """Find the object of a relative clause before it: "a charge (which) Kenya dismisses"."""
    if not (step.gap and step.noun):
        return None
    j = group_start(t, k) - 1
    if t.tag(j) != "X":
        return None
    j = t.skip_left(t.first[t.owner[j]] - 1, "Dj")
    j = t.skip_left(j, "RS,")
    return j if t.tag(j) == "w" and t.words.lower[j] in step.choices else None


def _passive_object(t: Tagged, k: int, step: Step) -> int | None:
    """Find the object of a passive before its verb: "flights were suspended"."""
    if not step.gap:
        return None
    for j in range(k - 1, max(-1, k - 1 - _GAP - 2), -1):
        if t.words.lower[j] in step.choices:
            return j
        if t.tags[j] in "vz;S" or (t.tags[j] == "," and t.tag(j + 1) not in "RX"):
            return None
    return None

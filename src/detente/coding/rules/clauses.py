"""Where a verb's subject and its objects can lie.

Boundaries are found without a parse: finite verbs, conjunctions and marks part a sentence into
stretches, and fronted phrases, appositions and relative clauses are stepped over.
"""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.lexicon import grammar, wordlist
from detente.coding.rules.tagged import FINITE, Tagged, group_start

__all__ = ["Object", "Place", "objects", "previous_verb", "subject_region"]

_REACH = 40
"""Tokens searched on either side of a verb; keeps time per sentence bounded."""
_QUOTES = frozenset('“”"')


@dataclass(frozen=True, slots=True)
class Place:
    """The stretch in which a verb's subject lies, or the verb or antecedent that gives it."""

    first: int
    last: int
    verb: int | None = None
    """The subject is that of this verb: "summoned the envoy and expelled two aides"."""
    relative: int | None = None
    """The subject is what stands before this relative pronoun."""


def subject_region(t: Tagged, k: int) -> Place:
    """Find where the subject of the verb at `k` lies."""
    end = group_start(t, k)
    j = t.skip_left(end - 1, "V")
    if t.tag(j) == "R" or (t.word(j) == "that" and t.tag(j - 1) in "Xw"):
        return Place(j, j, relative=j)
    if t.tag(j) == "C" or (t.tag(j) == "," and t.tag(j - 1) != "C" and _parallel(t, j, k)):
        verb = previous_verb(t, j)
        if verb is not None:
            return Place(j, j, verb=verb)
    return Place(_region_start(t, j), j + 1)


def _parallel(t: Tagged, comma: int, k: int) -> bool:
    """Tell whether verbs are listed: "seized the office, arrested two men and closed it"."""
    verb = previous_verb(t, comma)
    if verb is None or t.tags[k] not in "vz" or t.tags[verb] != t.tags[k]:
        return False
    return not any(t.tags[i] in "R," for i in range(verb, comma))


def previous_verb(t: Tagged, j: int) -> int | None:
    """Give the nearest finite verb left of `j` within the same stretch, or None."""
    while j >= 0 and t.tags[j] != ";":
        if t.tags[j] in "vzAHO":
            return j
        j -= 1
    return None


def _region_start(t: Tagged, j: int) -> int:
    limit = max(-1, j - _REACH)
    right = j
    while j > limit:
        tag = t.tags[j]
        if tag == "," and j == right:
            opening = _parenthesis(t, j)
            if opening is None:
                right = j - 1
                j -= 1
                continue
            right = j = opening - 1
            continue
        if tag == ")" or t.word(j) == ")":
            j = _opening_bracket(t, j)
            right = min(right, j - 1)
            continue
        if _is_boundary(t, j, right):
            return j + 1
        j -= 1
    return j + 1


def _is_boundary(t: Tagged, j: int, right: int) -> bool:
    tag = t.tags[j]
    if tag in "SR" or (tag == ";" and t.word(j) not in _QUOTES) or tag in FINITE:
        return True
    if tag == "B":
        return any(t.tags[i] in "XUw" for i in range(j + 1, right + 1)) and t.tag(j + 1) != "#"
    if tag == "C":
        return j < right and _clause_before(t, j)
    return tag == "," and _fronted(t, j)


def _clause_before(t: Tagged, j: int) -> bool:
    """Tell whether "and" follows a clause rather than a noun: not in "said Chad and Niger met"."""
    for i in range(j - 1, -1, -1):
        if t.tags[i] in ";SR":
            return False
        if t.tags[i] in "vzAHO":
            said = "speech" in grammar().governs.get(t.words.lower[i], ())
            return not (said and all(t.tags[n] in "XDjV," for n in range(i + 1, j)))
    return False


def _fronted(t: Tagged, comma: int) -> bool:
    """Tell whether what ends at a comma is a clause or phrase of its own: "On Friday,"."""
    j = comma - 1
    while j >= 0 and (t.tags[j] not in ";S" or t.word(j) == ")"):
        if t.word(j) == ")":
            j = _opening_bracket(t, j)
            continue
        if t.tags[j] in FINITE:
            return True
        if t.tags[j] == "," and t.tag(j + 1) in "PBTgrV":
            return True
        j -= 1
    return t.tag(j + 1) in "PBTgrV" or t.tag(j) == "S"


def _parenthesis(t: Tagged, comma: int) -> int | None:
    """Give the comma that opens ", which …,", if one ends at `comma`."""
    for j in range(comma - 1, max(-1, comma - 25), -1):
        if t.tags[j] == ";":
            return None
        if t.tags[j] == ",":
            return j if t.tag(j + 1) in "RSBgrP" else None
    return None


def _opening_bracket(t: Tagged, j: int) -> int:
    while j > 0 and t.word(j) != "(":
        j -= 1
    return j - 1


@dataclass(frozen=True, slots=True)
class Object:
    """Something right of a verb, with the preposition that governs it; "object" for none."""

    at: int
    preposition: str
    mention: int | None = None
    """None for a pronoun."""


def objects(t: Tagged, k: int, limit: int = _REACH) -> list[Object]:
    """Give mentions and pronouns right of token `k`, up to the end of its clause."""
    found: list[Object] = []
    preposition = "object"
    j, end = k, min(len(t.tags), k + limit)
    while j < end:
        tag, word = t.tags[j], t.words.lower[j]
        if word == "(":
            j = _closing_bracket(t, j) + 1
            continue
        if tag in "PT" or (tag == "B" and word in ("for", "than")):
            if word not in wordlist("transparent") and not _counts(t, j):
                preposition = word
        elif _ends(t, j) and not (word == "as" and t.word(j - 1) == "such"):
            break
        elif tag == "X":
            owner = t.owner[j]
            found.append(Object(j, preposition, owner))
            j = t.last[owner]
            continue
        elif tag == "Q" or (word in ("its", "their", "his", "it") and tag in "DU"):
            found.append(Object(j, preposition))
        j += 1
    return found


def _counts(t: Tagged, j: int) -> bool:
    """Tell whether it belongs to a number or a list: "at least four", "such as"."""
    if t.word(j - 1) == "such" or t.word(j + 1) in ("least", "most"):
        return True
    return t.word(j) in ("than", "about", "around", "over", "to") and t.tag(j + 1) == "#"


def _closing_bracket(t: Tagged, j: int) -> int:
    start = j
    while j < len(t.tags) and t.word(j) != ")":
        j += 1
    return j if j < len(t.tags) else start


def _ends(t: Tagged, j: int) -> bool:
    tag = t.tags[j]
    if tag in "SRBvzi" or (tag == ";" and t.word(j) not in _QUOTES):
        return True
    if tag in "AHM" and t.tag(j - 1) not in ",":
        return True
    if tag == "g":
        return t.tag(j - 1) in ",PBT"
    if tag in ",C":
        return _verb_follows(t, j)
    return False


def _verb_follows(t: Tagged, j: int) -> bool:
    """Tell whether a new clause begins after a comma or "and"."""
    for i in range(j + 1, min(len(t.tags), j + 12)):
        if t.tags[i] in "vzAHMgi":
            return True
        if t.tags[i] in ",;PBTSR" or (t.tags[i] == "C" and i > j + 1):
            return False
    return False

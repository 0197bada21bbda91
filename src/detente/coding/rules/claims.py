"""Whose claim a deed is: "X says …", "…, X said", "denied that …", "according to X"."""

from __future__ import annotations

from dataclasses import dataclass

from detente.coding.rules.lexicon import grammar, wordlist
from detente.coding.rules.parties import Parties, Party, party
from detente.coding.rules.subjects import subject
from detente.coding.rules.tagged import Tagged
from detente.records import Status

__all__ = ["DENYING", "Standing", "claim"]

DENYING = ("den", "refut", "reject", "dismiss", "rebut")


@dataclass(frozen=True, slots=True)
class Standing:
    """A status with the words that gave it, and whose claim it is."""

    status: Status
    cue: str
    speaker: Party | None = None


def claim(t: Tagged, k: int, start: int) -> Standing | None:
    """Find whose claim a deed is: "X says …", "…, X said", "according to X"."""
    noun = _claimed(t, start)
    if noun is not None:
        return noun
    verb = _saying_before(t, k, start) or _saying_after(t, k)
    if verb is None:
        return _according(t, k)
    found = subject(t, verb) or _inverted(t, verb)
    return Standing("attributed", f"{t.word(verb)!r}", found[0] if found else None)


def _claimed(t: Tagged, start: int) -> Standing | None:
    """Read "the claim that …" and "denied that …"."""
    for j in range(start - 1, max(0, start - 14), -1):
        if t.tags[j] in "vz;,":
            return None
        if t.word(j) != "that":
            continue
        if j == start - 1:
            return None  # "a charge that was denied": a relative clause
        word = t.word(j - 1)
        denial = next((i for i in range(j - 1, max(-1, j - 6), -1) if t.tags[i] in "vz"), None)
        denied = denial is not None and t.word(denial).startswith(DENYING)
        if denied and denial is not None and (denial == j - 1 or word in wordlist("claims")):
            found = subject(t, denial)
            return Standing("denied", "content of a denial", found[0] if found else None)
        if word in wordlist("claims"):
            return Standing("attributed", f"{word!r}", _whose(t, j - 1))
        return None
    return None


def _whose(t: Tagged, noun: int) -> Party | None:
    """Give whose claim "Hanoi's accusation that" is."""
    j = t.skip_left(noun - 1, "jw")
    if t.tag(j) == "G":
        j -= 1
    if t.tag(j) != "X" or t.mentions[t.owner[j]].country is None:
        return None
    return party(t, t.owner[j], f"whose {t.word(noun)} it is")


def _saying_before(t: Tagged, k: int, start: int) -> int | None:
    passed = 0
    for j in range(start - 1, max(-1, start - 35), -1):
        tag, word = t.tags[j], t.words.lower[j]
        if _comments(t, j):
            return None  # "says …, a claim Kenya denies"
        if tag == ";" and word not in ("“", '"', ":", "(", ")"):
            return None
        groups = grammar().governs.get(word, frozenset())
        if tag in "vzg" and "speech" in groups:
            if t.tags[k] == "w" and "light" in groups and "S" not in t.tags[j:start]:
                return None  # "announced the expulsion of": done by announcing it
            return j if _opens_complement(t, j, start) else None
        if tag in "vz":
            passed += 1
            if passed > 1:
                return None
    return None


def _comments(t: Tagged, k: int) -> bool:
    """Tell whether a mark at `k` opens a comment by the writer: ", a claim that …"."""
    return t.tags[k] in ",;" and t.word(t.skip_right(k + 1, "Dj")) in wordlist("claims")


def _opens_complement(t: Tagged, verb: int, start: int) -> bool:
    """Tell whether what follows a verb of saying is what was said, rather than its object."""
    k = verb + 1
    for j in range(k, start + 1):
        if t.word(j) == "that" or t.word(j) == ":" or t.tags[j] == ";":
            return True
    if t.tag(k) in "BS":
        return False
    if any(t.tags[j] in "SR" for j in range(k, start)):
        return False
    return not _new_clause(t, k, start)


def _new_clause(t: Tagged, k: int, start: int) -> bool:
    """Tell whether "and" with a subject of its own stands between `k` and `start`."""
    for j in range(k, start):
        joined = t.tags[j] == "C" and any(t.tags[i] in "vz" for i in range(k, j))
        if joined and any(t.tags[i] in "XUw" for i in range(j + 1, start)):
            return True
    return False


def _saying_after(t: Tagged, k: int) -> int | None:
    size = len(t.tags)
    for j in range(size - 1, max(k, size - 12), -1):
        word = t.words.lower[j]
        if t.tags[j] == "v" and "speech" in grammar().governs.get(word, ()):
            i = j
            while i > k and t.tags[i] not in ",;":
                if t.tags[i] in "SR" or (t.tags[i] in "vzBC" and i != j):
                    return None
                i -= 1
            return j if i > k else None
    return None


def _inverted(t: Tagged, verb: int) -> Parties:
    k = t.skip_right(verb + 1, "Dj#")
    if t.tag(k) == "X":
        return (party(t, t.owner[k], "subject after the verb"),)
    return ()


def _according(t: Tagged, at: int) -> Standing | None:
    if "according" not in t.words.lower:
        return None
    k = t.words.lower.index("according")
    apart = any(t.word(i) in (";", ":") for i in range(min(k, at), max(k, at)))
    comment = any(_comments(t, i) for i in range(k, at))
    if t.word(k + 1) != "to" or apart or comment:
        return None
    k = t.skip_right(k + 2, "Djw#")
    found = party(t, t.owner[k], "after 'according to'") if t.tag(k) == "X" else None
    return Standing("attributed", "according to", found)

"""Who acts: the subjects of verbs, and the owners and agents of nouns."""

from __future__ import annotations

from dataclasses import replace

from detente.coding.rules.clauses import objects, previous_verb, subject_region
from detente.coding.rules.parties import OWNING, Parties, compound, party, pronoun, with_home
from detente.coding.rules.tagged import Tagged
from detente.coding.rules.triggers import Trigger

__all__ = ["actor_of_noun", "governed_subject", "infinitive_subject", "subject"]

_OF_OBJECT = frozenset({"for", "of", "over", "about", "from"})
_ATTACHING = frozenset({"of", "from"})


def subject(t: Tagged, k: int, depth: int = 0) -> Parties:
    """Give the grammatical subject of the verb at `k`; several parties where it is compound."""
    if t.tags[k] == "r":
        return _before_participle(t, k, depth)
    place = subject_region(t, k)
    if place.verb is not None:
        verb = _same_voice(t, place.verb, k)
        return subject(t, verb, depth + 1) if depth < 4 else ()
    if place.relative is not None:
        return _antecedent(t, place.relative)
    return _noun_phrase(t, place.first, place.last)


def _same_voice(t: Tagged, verb: int, k: int) -> int:
    """Step out of a that-clause in the passive: "said that it was hit and accused Iran"."""
    if t.tags[verb] == "z" and t.tags[k] == "v":
        for j in range(verb - 1, -1, -1):
            if t.tags[j] == "v" and any(t.tags[i] == "S" for i in range(j, verb)):
                return j
    return verb


def _before_participle(t: Tagged, k: int, depth: int) -> Parties:
    """Give the noun phrase that a participle follows: "two nationals killed in custody"."""
    j = t.skip_left(k - 1, "V,")
    if t.tag(j) == "C" and depth < 4:
        verb = next((i for i in range(j - 1, max(-1, j - 8), -1) if t.tags[i] in "rvz"), None)
        return subject(t, verb, depth + 1) if verb is not None else ()
    first = j
    while first >= 0 and j - first < 4 and t.tags[first] in "wj":
        first -= 1
    if t.tag(first) != "X":
        return ()
    return with_home(t, t.owner[first], "noun before the participle")


def _antecedent(t: Tagged, k: int) -> Parties:
    for j in range(k - 1, max(-1, k - 7), -1):
        if t.tags[j] == "X":
            owner = t.owner[j]
            if t.tag(t.skip_left(t.first[owner] - 1, "Djw#")) == "P":
                return ()  # "a blast in Israel that killed": the blast did
            return with_home(t, owner, "antecedent")
        if t.tags[j] in "vz;DPBT":
            return ()
    return ()


def _noun_phrase(t: Tagged, first: int, last: int) -> Parties:
    j = start = _skip_fronted(t, first, last)
    while j < last:
        tag = t.tags[j]
        if tag == "X":
            return _head(t, j, start, last)
        if tag == "U":
            return (pronoun(t, j, "pronoun as subject"),)
        if tag == "D" and t.word(j) in OWNING:
            return _possessed(t, j, last)
        j += 1
    return ()


def _possessed(t: Tagged, j: int, last: int) -> Parties:
    for i in range(j + 1, min(last, j + 5)):
        if t.tags[i] == "X":
            owner = t.owner[i]
            if t.mentions[owner].country is None:
                made = party(t, owner, "subject with possessive pronoun")
                return (replace(made, pronoun=True),)
            return (party(t, owner, "subject"),)
    return (pronoun(t, j, "possessive pronoun in the subject"),)


def _skip_fronted(t: Tagged, first: int, last: int) -> int:
    """Step over "On Friday" and "In a statement" at the head of a clause."""
    j = t.skip_right(first, "V,C;")
    while j < last and t.tags[j] in "PB":
        inner = t.skip_right(j + 1, "Dj#")
        if _is_year(t, j + 1):
            inner = j + 2  # "In 1990 Iraq …"
        elif inner < last and t.tags[inner] == "X":
            inner = t.last[t.owner[inner]]
        else:
            while inner < last and (t.tags[inner] == "w" or t.word(inner).isdigit()):
                inner += 1  # not into "In April two Kenyans …"
        j = t.skip_right(max(inner, j + 1), "V,")
    return j


def _is_year(t: Tagged, k: int) -> bool:
    return t.tag(k) == "#" and t.word(k).isdigit() and len(t.word(k)) == 4


def _head(t: Tagged, j: int, first: int, last: int) -> Parties:
    owner = t.owner[j]
    preposition = _governor(t, t.first[owner], first)
    if preposition is not None and preposition not in _ATTACHING:
        return ()
    how = "subject" if preposition is None else f"subject, after {preposition!r}"
    found = list(with_home(t, owner, how, last))
    found += compound(t, t.last[owner], last, how)
    return tuple(found)


def _governor(t: Tagged, k: int, first: int) -> str | None:
    """Give the preposition that takes `k` out of the subject's head, or None.

    "of" and "from" tie a noun to the head; any other preposition before it sets the head apart.
    """
    found = None
    for j in range(k - 1, max(first, 0) - 1, -1):
        if t.tags[j] in "PBT":
            found = t.word(j)
            if found not in _ATTACHING:
                return found
        elif t.tags[j] in ",;vz":
            return found
    return found


def infinitive_subject(t: Tagged, k: int) -> Parties:
    """Give the subject of the verb that an infinitive hangs on: "plans to close"."""
    j = t.skip_left(k - 1, "VNT")
    if t.tag(j) not in "vzr":
        outer = previous_verb(t, j)  # "is ready to", "has plans to", "rang him to"
        j = j if outer is None else outer
    return subject(t, j) if t.tag(j) in "vzrAHMO" else ()


def governed_subject(t: Tagged, k: int) -> Parties:
    """Give the understood subject of an -ing form: that of the clause it hangs on."""
    j = t.skip_left(k - 1, "VN")
    before = t.tag(j)
    if before == "X":
        owner = t.owner[j]
        if t.word(t.skip_left(t.first[owner] - 1, "Dj")) == "with":
            return (party(t, owner, "subject of the participle"),)
        return ()
    if before == "w":
        return ()
    verb = previous_verb(t, j)
    if verb is not None:
        object_first = t.word(j) in _OF_OBJECT and t.tags[verb] == "v"
        held = _object_between(t, verb, j) if object_first else None
        return subject(t, verb) if held is None else held
    if before in "BSP":
        following = next((i for i in range(k + 1, len(t.tags)) if t.tags[i] in "vz"), None)
        if following is not None and "," in t.tags[k:following]:
            return subject(t, following)
    return ()


def _object_between(t: Tagged, verb: int, j: int) -> Parties | None:
    """Give the object that "for doing" is about: "praised Chad for freeing"; None for no object."""
    for k in range(j - 1, verb, -1):
        if t.tags[k] == "Q":
            return ()
        if t.tags[k] == "X":
            return (party(t, t.owner[k], "object that the deed is laid to"),)
    return None


def actor_of_noun(t: Tagged, trigger: Trigger) -> Parties:
    """Give who does a deed told by a noun: "Moscow's attack", "an attack by Moscow"."""
    j = trigger.start - 1
    limit = max(-1, j - 5)
    while j > limit and t.tags[j] in "wjp#":
        j -= 1
    if j >= 0 and t.tags[j] == "G":
        j -= 1
    if j >= 0 and t.tags[j] == "D" and t.word(j) in OWNING:
        return (replace(pronoun(t, j, "possessive pronoun"), kind="possessor"),)
    if j >= 0 and t.tags[j] == "X" and t.mentions[t.owner[j]].country:
        owner = t.owner[j]
        return (party(t, owner, "possessor or attribute of the noun"),)
    for one in objects(t, trigger.at + 1, limit=16):
        if any(t.tags[i] in ",r" for i in range(trigger.end, one.at)):
            break
        if one.preposition == "by" and one.mention is not None:
            return with_home(t, one.mention, "agent after 'by'")
    return ()

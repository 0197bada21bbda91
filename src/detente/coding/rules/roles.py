"""Who acts, and who is acted upon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.coding.rules.clauses import Object, objects, previous_verb, subject_region
from detente.coding.rules.tags import Tagged
from detente.coding.rules.triggers import Trigger
from detente.records import Actor

__all__ = [
    "Party",
    "actor_of_noun",
    "governed_subject",
    "infinitive_subject",
    "party",
    "recipients",
    "subject",
]

_PEOPLE = frozenset({"agent", "group"})
_ATTACHING = frozenset({"of", "from"})
_PLACING = frozenset({"of", "from", "in", "at", "outside"})
_ABROAD = ("embass", "consulate", "ambassador", "envoy", "diplomat", "charg", "mission", "attach")
_OWN_THINGS = frozenset({"SANCTION", "MOBILIZE", "RETREAT"})
_OWNING = frozenset({"its", "their", "his", "her"})


@dataclass(frozen=True, slots=True)
class Party:
    """One end of an event, before pronouns are resolved."""

    country: str | None
    sector: str | None
    name: str
    how: str
    kind: str
    start: int
    end: int
    pronoun: bool = False
    definite: bool = False
    """Whether "the" stands before it, so that the text has named it before."""

    def actor(self) -> Actor:
        """Give it as a record."""
        return Actor(country=self.country, sector=self.sector, name=self.name)


def party(t: Tagged, index: int, how: str) -> Party:
    """Make a party of a mention."""
    m = t.mentions[index]
    definite = t.word(t.first[index] - 1) == "the" or m.text[:4].lower() == "the "
    how = f"{how}; {m.how}"
    return Party(m.country, m.sector, m.text, how, m.kind, m.start, m.end, definite=definite)


def _pronoun(t: Tagged, k: int, how: str) -> Party:
    w = t.words
    return Party(None, None, w.raw(k), how, "pronoun", w.start[k], w.end[k], pronoun=True)


def subject(t: Tagged, k: int, depth: int = 0) -> tuple[Party, ...]:
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


def _before_participle(t: Tagged, k: int, depth: int) -> tuple[Party, ...]:
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
    return _with_home(t, t.owner[first], "noun before the participle")


def _antecedent(t: Tagged, k: int) -> tuple[Party, ...]:
    for j in range(k - 1, max(-1, k - 7), -1):
        if t.tags[j] == "X":
            owner = t.owner[j]
            if t.tag(t.skip_left(t.first[owner] - 1, "Djw#")) == "P":
                return ()  # "a blast in Israel that killed": the blast did
            return _with_home(t, owner, "antecedent")
        if t.tags[j] in "vz;DPBT":
            return ()
    return ()


def _noun_phrase(t: Tagged, first: int, last: int) -> tuple[Party, ...]:
    j = start = _skip_fronted(t, first, last)
    while j < last:
        tag = t.tags[j]
        if tag == "X":
            return _head(t, j, start, last)
        if tag == "U":
            return (_pronoun(t, j, "pronoun as subject"),)
        if tag == "D" and t.word(j) in ("its", "their", "his"):
            return _possessed(t, j, last)
        j += 1
    return ()


def _possessed(t: Tagged, j: int, last: int) -> tuple[Party, ...]:
    for i in range(j + 1, min(last, j + 5)):
        if t.tags[i] == "X":
            owner = t.owner[i]
            if t.mentions[owner].country is None:
                made = party(t, owner, "subject with possessive pronoun")
                return (replace(made, pronoun=True),)
            return (party(t, owner, "subject"),)
    return (_pronoun(t, j, "possessive pronoun in the subject"),)


def _skip_fronted(t: Tagged, first: int, last: int) -> int:
    """Step over "On Friday" and "In a statement" at the head of a clause."""
    j = t.skip_right(first, "V,C;")
    while j < last and t.tags[j] in "PB":
        inner = t.skip_right(j + 1, "Dj#")
        if t.tag(inner - 1) == "#" and len(t.word(inner - 1)) == 4:
            pass  # "In 1990 Iraq …"
        elif inner < last and t.tags[inner] == "X":
            inner = t.last[t.owner[inner]]
        else:
            while inner < last and t.tags[inner] in "w#":
                inner += 1
        j = t.skip_right(max(inner, j + 1), "V,")
    return j


def _head(t: Tagged, j: int, first: int, last: int) -> tuple[Party, ...]:
    owner = t.owner[j]
    preposition = _governor(t, t.first[owner], first)
    if preposition is not None and preposition not in _ATTACHING:
        return ()
    how = "subject" if preposition is None else f"subject, after {preposition!r}"
    found = list(_with_home(t, owner, how, last))
    found += _compound(t, t.last[owner], last, how)
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


def _with_home(t: Tagged, owner: int, how: str, last: int | None = None) -> tuple[Party, ...]:
    """Give a mention; "police in Baku" takes its state from the place that follows."""
    found = party(t, owner, how)
    if found.country is not None or found.kind not in _PEOPLE:
        return (found,)
    if t.word(t.last[owner] - 1).startswith(_ABROAD):
        return (found,)  # where an embassy stands is not whose it is
    end = len(t.tags) if last is None else last
    j = t.last[owner]
    while j < min(end, t.last[owner] + 4) and t.tags[j] in "wj":
        j += 1
    if j < end and t.tags[j] == "P" and t.word(j) in _PLACING:
        k = t.skip_right(j + 1, "Dj")
        if k < len(t.tags) and t.tags[k] == "X" and (home := t.mentions[t.owner[k]]).country:
            how = f"{found.how}, {t.word(j)} {home.text}"
            return (replace(found, country=home.country, how=how),)
    return (found,)


def _compound(t: Tagged, j: int, last: int, how: str) -> list[Party]:
    """Give what is joined to a mention: "Kenya, Uganda and Rwanda"."""
    found = []
    while j < last and (t.tags[j] in ",C" or t.word(j) == "with"):
        k = t.skip_right(j, ",CDj")
        if k >= last or t.tags[k] != "X" or k == j:
            break
        if not any(t.tags[i] == "C" for i in range(j, min(last, k + 12))):
            break
        if t.mentions[t.owner[k]].country is not None:
            found.append(party(t, t.owner[k], how))
        j = t.last[t.owner[k]]
        if t.tag(j) == "G":
            break
    return found


def infinitive_subject(t: Tagged, k: int) -> tuple[Party, ...]:
    """Give the subject of the verb that an infinitive hangs on: "plans to close"."""
    j = t.skip_left(k - 1, "VNT")
    if t.tag(j) not in "vzr":
        outer = previous_verb(t, j)  # "is ready to", "has plans to", "rang him to"
        j = j if outer is None else outer
    return subject(t, j) if t.tag(j) in "vzrAHMO" else ()


def governed_subject(t: Tagged, k: int) -> tuple[Party, ...]:
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
        return subject(t, verb)
    if before in "BSP":
        following = next((i for i in range(k + 1, len(t.tags)) if t.tags[i] in "vz"), None)
        if following is not None and "," in t.tags[k:following]:
            return subject(t, following)
    return ()


def recipients(
    t: Tagged, trigger: Trigger, actors: Iterable[Party], found: list[Object] | None = None
) -> tuple[Party, ...]:
    """Give whom an active verb or a noun is directed at, by the entry's order of preference."""
    own = {a.country for a in actors if a.country}
    start = trigger.at + 1
    while start in trigger.tokens and t.tag(start) != "X":
        start += 1  # particles: "called in the envoy"
    near = objects(t, start) if found is None else found
    near = [o for o in near if not _own_object(t, trigger, o)]
    if not near and trigger.end > start:
        near = objects(t, trigger.end)
    owning = [o for o in near if o.mention is None and t.tags[o.at] == "D"]
    near = [o for o in near if o not in owning]
    fallback = _preferred(t, trigger, near, own)
    if any(_foreign(p, own) for p in fallback):
        return fallback
    if trigger.entry.type in _OWN_THINGS:  # "closed its consulate": its own
        return fallback
    return _preferred(t, trigger, owning, own) or fallback


def _foreign(one: Party, own: set[str]) -> bool:
    return one.pronoun or (one.country is not None and one.country not in own)


def _preferred(t: Tagged, trigger: Trigger, near: list[Object], own: set[str]) -> tuple[Party, ...]:
    fallback: tuple[Party, ...] = ()
    for preposition in trigger.entry.to:
        fits = [o for o in near if o.preposition == preposition]
        if preposition == "object" and trigger.entry.to[0] != "object" and not fits:
            continue
        chosen = _chosen(t, fits, own, preposition)
        if any(_foreign(p, own) for p in chosen):
            return chosen
        fallback = fallback or chosen
    return fallback


def _own_object(t: Tagged, trigger: Trigger, one: Object) -> bool:
    """Tell whether it is the phrase's own noun: the troops of "moved troops to the border"."""
    if one.mention is None:
        return False
    inside = any(t.first[one.mention] <= k < t.last[one.mention] for k in trigger.tokens)
    return inside and t.mentions[one.mention].country is None


def _chosen(t: Tagged, fits: list[Object], own: set[str], preposition: str) -> tuple[Party, ...]:
    how = "object" if preposition == "object" else f"after {preposition!r}"
    for position, one in enumerate(fits):
        if one.mention is None:
            return (_pronoun(t, one.at, f"{how}, pronoun"),)
        mention = t.mentions[one.mention]
        if mention.country is None and mention.kind not in _PEOPLE:
            continue
        owned = t.word(t.skip_left(t.first[one.mention] - 1, "jw#"))
        if mention.country is None and owned in _OWNING:
            made = party(t, one.mention, f"{how}, with {owned!r}")
            return (replace(made, pronoun=True),)
        if mention.country in own and position + 1 < len(fits):
            continue
        parties = list(_with_home(t, one.mention, how))
        parties += _compound(t, t.last[one.mention], len(t.tags), how)
        return tuple(p for p in parties if p.country not in own) or tuple(parties)
    return ()


def actor_of_noun(t: Tagged, trigger: Trigger) -> tuple[Party, ...]:
    """Give who does a deed told by a noun: "Moscow's attack", "an attack by Moscow"."""
    j = trigger.start - 1
    limit = max(-1, j - 5)
    while j > limit and t.tags[j] in "wjp#":
        j -= 1
    if j >= 0 and t.tags[j] == "G":
        j -= 1
    if j >= 0 and t.tags[j] == "D" and t.word(j) in _OWNING:
        return (replace(_pronoun(t, j, "possessive pronoun"), kind="possessor"),)
    if j >= 0 and t.tags[j] == "X" and t.mentions[t.owner[j]].country:
        owner = t.owner[j]
        return (party(t, owner, "possessor or attribute of the noun"),)
    for one in objects(t, trigger.at + 1, limit=16):
        if one.preposition == "by" and one.mention is not None:
            return _with_home(t, one.mention, "agent after 'by'")
    return ()

"""The ends of an event, before pronouns are resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from detente.coding.rules.tagged import Tagged
from detente.records import Actor

__all__ = [
    "OPENER",
    "OWNING",
    "PEOPLE",
    "Parties",
    "Party",
    "compound",
    "party",
    "passed_on",
    "pronoun",
    "with_home",
]

OWNING = frozenset({"its", "their", "his", "her"})
PEOPLE = frozenset({"agent", "group"})
"""Kinds of mention that act without naming a state."""
_PLACING = frozenset({"of", "from", "in", "at", "outside"})
_ABROAD = ("embass", "consulate", "ambassador", "envoy", "diplomat", "charg", "mission", "attach")
OPENER = "subject of the line before: "
_PASSED = (OPENER, "who took the measures told of before: ")


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


Parties = tuple[Party, ...]


def party(t: Tagged, index: int, how: str) -> Party:
    """Make a party of a mention."""
    m = t.mentions[index]
    definite = t.word(t.first[index] - 1) == "the" or m.text[:4].lower() == "the "
    how = f"{how}; {m.how}"
    return Party(m.country, m.sector, m.text, how, m.kind, m.start, m.end, definite=definite)


def passed_on(one: Party, how: str) -> Party:
    """Take a party over from an earlier sentence, with how it was read there.

    `how` is one of `_PASSED`. The way through the sentences between is left out: in a long list it
    would grow with every item.
    """
    origin = one.how
    for way in _PASSED:
        origin = origin.rpartition(way)[2]
    return replace(one, how=how + origin)


def pronoun(t: Tagged, k: int, how: str) -> Party:
    """Make a party of a pronoun, to be resolved from what was said before."""
    w = t.words
    return Party(None, None, w.raw(k), how, "pronoun", w.start[k], w.end[k], pronoun=True)


def with_home(t: Tagged, owner: int, how: str, last: int | None = None) -> Parties:
    """Give a mention; "police in Baku" takes its state from the place that follows."""
    found = party(t, owner, how)
    if found.country is not None or found.kind not in PEOPLE:
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


def compound(t: Tagged, j: int, last: int, how: str) -> list[Party]:
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

"""What a document said before: whom "it", "its" and "the ministry" stand for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from detente.coding.rules.parties import Party
from detente.coding.rules.tagged import Tagged
from detente.records import EventType, When

__all__ = ["Accusation", "Memory"]

_STATE_LIKE = frozenset(
    {"state", "metonym", "leader", "capital", "organisation", "demonym", "agent"}
)
_OFFICES = frozenset({"GOV", "LEG", "JUD", "SPY", "MIL", "COP", "ELI", None})
_PERSONS = frozenset({"he", "she", "his", "her"})
_NAMED = frozenset({"leader", "agent"})
_REACH = 4
"""Sentences back that a pronoun may point."""


@dataclass(frozen=True, slots=True)
class Accusation:
    """The latest charge: who made it, against whom, and of which deed."""

    sentence: int
    accuser: Party
    accused: str
    deed: EventType | None = None


@dataclass(slots=True)
class Memory:
    """The states a document spoke of, the latest last."""

    seen: list[tuple[int, Party]] = field(default_factory=list)
    """Sentence and party, in order."""
    subjects: tuple[Party, ...] = ()
    """Actors of the latest sentence that had any, for headless items of a list."""
    subjects_at: int = -9
    topics: list[tuple[int, Party]] = field(default_factory=list)
    """The first party of each sentence."""
    accusations: list[Accusation] = field(default_factory=list)
    line: Tagged | None = None
    """The sentence before, if nobody acted in it: it may introduce a list all the same."""
    target: Party | None = None
    """At whom the deeds of that sentence were aimed."""
    often: Counter[str] = field(default_factory=Counter)
    """How often each state was named."""
    acts: list[tuple[Party, str]] = field(default_factory=list)
    """Who took a measure against which state, in this paragraph."""
    listing: int = -9
    """The latest sentence of a list, or of a line that says that somebody answers."""
    things: dict[str, Party] = field(default_factory=dict)
    """Noun of a thing to whose it is: the ferry, the consulate."""
    past: When | None = None
    """The time of a paragraph that opened in the past."""

    def note(self, sentence: int, one: Party) -> None:
        """Remember a party of known state."""
        if one.country:
            self.seen.append((sentence, one))
            self.often[one.country] += 1
            del self.seen[:-24]
            if one.kind in _STATE_LIKE and (not self.topics or self.topics[-1][0] != sentence):
                self.topics.append((sentence, one))
                del self.topics[:-6]

    def resolve(
        self,
        one: Party,
        others: set[str],
        sentence: int,
        earlier: tuple[Party, ...] = (),
        *,
        here: bool = False,
    ) -> Party:
        """Give the state of a pronoun or a bare office, if the text leaves little doubt.

        `others` are states it cannot be, `earlier` the parties of its own sentence; `here` keeps a
        pronoun to those.
        """
        if one.country:
            return one
        if one.pronoun and here:
            return self._near(one, others, earlier, last=True) or one
        if one.pronoun:
            found = self._near(one, others, earlier) or self._topic(one, others, sentence)
            return found or self._last(one, others, sentence)
        owner = self.things.get(one.name.lower().rpartition(" ")[2]) if one.definite else None
        if owner is not None and owner.country not in others:
            return _stands_for(one, owner)
        if one.kind == "agent" and one.definite and one.sector in _OFFICES:
            return self._topic(one, others, sentence) or self._last(one, others, sentence)
        return one

    def _near(
        self, one: Party, others: set[str], earlier: tuple[Party, ...], *, last: bool = False
    ) -> Party | None:
        """Look in the sentence: "its attack" means the nearest, "hit its embassy" the first."""
        before = [p for p in earlier if p.end <= one.start and p.kind in _STATE_LIKE]
        fits = [p for p in before if p.country not in others]
        if not fits:
            return None
        return _stands_for(one, fits[-1] if last or one.kind == "possessor" else fits[0])

    def _last(self, one: Party, others: set[str], sentence: int) -> Party:
        """Take the latest state named, for an office one of the same branch."""
        for at, past in reversed(self.seen):
            if sentence - at > _REACH:
                break
            if past.country in others or past.kind not in _STATE_LIKE:
                continue
            if one.pronoun or past.sector in (one.sector, None, "GOV"):
                return _stands_for(one, past)
        return one

    def _topic(self, one: Party, others: set[str], sentence: int) -> Party | None:
        """Let a pronoun go on with what the last sentence began with."""
        if one.kind not in ("pronoun", "agent"):
            return None
        for at, first in reversed(self.topics):
            if sentence - at > 2:
                return None
            person = one.name.lower() in _PERSONS
            if first.country in others or (person and first.kind not in _NAMED):
                continue
            if not one.pronoun and first.sector not in (one.sector, None, "GOV"):
                continue
            return _stands_for(one, first)
        return None

    def acted_against(self, states: set[str]) -> Party | None:
        """Give who last took a measure against one of `states` in this paragraph."""
        for actor, hit in reversed(self.acts):
            if hit in states and actor.country not in states:
                return actor
        return None

    def pair(self) -> tuple[Party, ...]:
        """Give the two states that the document is about: named twice as often as any third."""
        first, second, third = ([*self.often.most_common(3), ("", 0), ("", 0), ("", 0)])[:3]
        if second[1] < 2 * max(1, third[1]):
            return ()
        named = {p.country: p for _, p in self.seen}
        found = [named.get(first[0]), named.get(second[0])]
        return tuple(replace(p, sector=None) for p in found if p is not None)

    def charge(self, accused: str | None, sentence: int) -> Accusation | None:
        """Give the latest charge against a state, within reach."""
        for one in reversed(self.accusations):
            if sentence - one.sentence > _REACH:
                break
            if accused is None or one.accused == accused:
                return one
        return None

    def other(
        self, country: str, sentence: int, here: tuple[Party, ...] = (), reach: int = _REACH
    ) -> Party | None:
        """Give the only other state spoken of lately, or None if there are several."""
        every = (*self.seen, *((sentence, h) for h in here))
        found = {p.country: p for at, p in every if p.country != country and sentence - at <= reach}
        return next(iter(found.values())) if len(found) == 1 else None


def _stands_for(one: Party, other: Party) -> Party:
    how = f"{one.how}; {one.name!r} stands for {other.name!r}"
    sector = one.sector or (other.sector if one.pronoun else None)
    return replace(one, country=other.country, sector=sector, how=how)

"""What a document said before: whom "it", "its" and "the ministry" stand for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from detente.coding.rules.roles import Party
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
    past: When | None = None
    """The time of a paragraph that opened in the past."""

    def note(self, sentence: int, one: Party) -> None:
        """Remember a party of known state."""
        if one.country:
            self.seen.append((sentence, one))
            del self.seen[:-24]
            if one.kind in _STATE_LIKE and (not self.topics or self.topics[-1][0] != sentence):
                self.topics.append((sentence, one))
                del self.topics[:-6]

    def resolve(
        self, one: Party, others: set[str], sentence: int, earlier: tuple[Party, ...] = ()
    ) -> Party:
        """Give the state of a pronoun or a bare office, if the text leaves little doubt.

        `earlier` are the parties named before it in its own sentence, which come first.
        """
        if one.country or not (one.pronoun or one.kind == "agent"):
            return one
        if one.pronoun:
            # "its attack" points to the nearest, "hit its embassy" to the first: the subject.
            for near in reversed(earlier) if one.kind == "possessor" else earlier:
                if (
                    near.country not in others
                    and near.kind in _STATE_LIKE
                    and near.end <= one.start
                ):
                    how = f"{one.how}; {one.name!r} stands for {near.name!r}"
                    return replace(
                        one, country=near.country, sector=one.sector or near.sector, how=how
                    )
        if not one.pronoun and not (one.definite and one.sector in _OFFICES):
            return one
        if one.pronoun and one.kind == "pronoun":
            topic = self._topic(one, others, sentence)
            if topic is not None:
                return topic
        for at, past in reversed(self.seen):
            if sentence - at > _REACH:
                break
            if past.country in others or past.kind not in _STATE_LIKE:
                continue
            if (
                one.kind == "agent"
                and not one.pronoun
                and past.sector not in (one.sector, None, "GOV")
            ):
                continue
            how = f"{one.how}; {one.name!r} stands for {past.name!r}"
            sector = one.sector or (past.sector if one.pronoun else None)
            return replace(one, country=past.country, sector=sector, how=how)
        return one

    def _topic(self, one: Party, others: set[str], sentence: int) -> Party | None:
        """Let a pronoun go on with what the last sentence began with."""
        for at, first in reversed(self.topics):
            if sentence - at > 2:
                return None
            person = one.name.lower() in _PERSONS
            if first.country in others or (person and first.kind not in _NAMED):
                continue
            how = f"{one.how}; {one.name!r} goes on with {first.name!r}"
            return replace(one, country=first.country, sector=one.sector or first.sector, how=how)
        return None

    def charge(self, accused: str | None, sentence: int) -> Accusation | None:
        """Give the latest charge against a state, within reach."""
        for one in reversed(self.accusations):
            if sentence - one.sentence <= _REACH and (accused is None or one.accused == accused):
                return one
        return None

    def other(self, country: str, sentence: int, here: tuple[Party, ...] = ()) -> Party | None:
        """Give the only other state spoken of lately, or None if there are several."""
        every = (*self.seen, *((sentence, h) for h in here))
        found = {
            p.country: p for at, p in every if p.country != country and sentence - at <= _REACH
        }
        return next(iter(found.values())) if len(found) == 1 else None

"""A report made ready for comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.knowledge import plover
from detente.merging.words import content_words, name_stems
from detente.records import Actor, EventType, Report, When

__all__ = ["SYMMETRIC", "Telling", "known_by", "side", "tellings"]

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""Deeds that two sides do together: who is named first means nothing."""

_TOLLS = frozenset({"killed", "wounded", "arrested", "expelled"})


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """A typed report with its id and content words, worked out once."""

    id: str
    report: Report
    type: EventType
    quad: str
    span: frozenset[str]
    quote: frozenset[str]
    place: frozenset[str]
    tolls: dict[str, int]
    """Count of people by kind, of the kinds that tell one deed from another."""
    sides: tuple[str, str]
    """Actor and recipient, as `side` names them."""

    @property
    def when(self) -> When | None:
        """The event date."""
        return self.report.when

    @property
    def of_two_states(self) -> bool:
        """Whether actor and recipient are of two known states."""
        actor, recipient = self.report.actor, self.report.recipient
        known = actor and actor.country and recipient and recipient.country
        return bool(known) and self.sides[0] != self.sides[1]

    @property
    def block(self) -> tuple[str, str, str]:
        """Pair, without direction, and quad class: only within a block can reports merge."""
        one, other = sorted(self.sides)
        return one, other, self.quad


def known_by(reports: Iterable[Report], as_of: date | None) -> list[tuple[str, Report]]:
    """Give the reports known on that day with their ids, each once, in order of ids.

    A report without a day of publication is kept: it has no event date either, so it stays off
    the curve. The same words from one address count once, however often the page was taken in:
    those of its dated document, the first of several. Of two reports that differ only beside their
    identity, say in the numbers, the same one is kept whichever comes first.
    """
    known = [r for r in reports if as_of is None or r.published is None or r.published <= as_of]
    first: dict[tuple[object, ...], tuple[bool, date, str]] = {}
    for report in known:
        words, taken = _words_of(report), _taken(report)
        first[words] = min(taken, first.get(words, taken))
    found: dict[str, Report] = {}
    for report in known:
        if first[_words_of(report)] == _taken(report):
            twin = found.setdefault(key := report.id, report)
            if twin != report:
                found[key] = min(twin, report, key=Report.to_json)
    return sorted(found.items())


def _words_of(report: Report) -> tuple[object, ...]:
    """Tell reports apart by what they say and where, not by the document or its day."""
    words = (report.url, report.sentence, report.quote, report.span)
    return (*words, report.type, report.status, report.actor, report.recipient, report.coder)


def _taken(report: Report) -> tuple[bool, date, str]:
    """Order the documents of one address: the dated before the undated, then the earliest."""
    return report.published is None, report.published or date.max, report.document


def tellings(reports: Iterable[tuple[str, Report]]) -> list[Telling]:
    """Prepare the reports that have a type."""
    return [_telling(key, r, r.type) for key, r in reports if r.type is not None]


def side(actor: Actor | None) -> str:
    """Name an end of a deed: its state, or what is known where the state is not."""
    if actor is None:
        return ""
    return actor.country or f"-{actor.sector or ''} {actor.name.casefold()}"


def _telling(key: str, report: Report, kind: EventType) -> Telling:
    ends = (report.actor, report.recipient)
    names = name_stems(*(end.country for end in ends if end))
    return Telling(
        id=key,
        report=report,
        type=kind,
        quad=plover.quad(kind),
        span=content_words(report.words, names),
        quote=content_words(report.quote, names),
        place=content_words(report.place or "", names),
        tolls={n.kind: n.value for n in report.numbers if n.kind in _TOLLS},
        sides=(side(report.actor), side(report.recipient)),
    )

"""Says, denies, admits: what is only claimed, and what is contested. No verdict by the machine.

**Claimed.** A deed that every report tells as fact enters the curve at once. Where any report tells
it as somebody's claim, it stays claimed until two independent origins assert it, or its actor
admits it:

==========  ==================  ========  =======
attributed  asserting origins   admitted  claimed
==========  ==================  ========  =======
no          1 or more           any       no
yes         0 or 1              no        yes
yes         2 or more           no        no
yes         any                 yes       no
==========  ==================  ========  =======

**Admitted.** The deed's own side says so: a report attributes it to an organ of the actor's state,
or the actor's CONCEDE, on the day of the deed or within `LATER` days, admits it in like words. One
in a sentence that demands it is a demand and no admission, and so is none that another side tells.

**Contested.** A report of status ``denied`` tells the same deed; or the accused answers with a
REJECT, no later than `LATER` days after: the deed's actor toward its recipient (or toward nobody
named), or, for an ACCUSE, its recipient toward the accuser. The REJECT must be worded like the
deed, or stand in or beside the sentence of the same document that makes the claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from detente.merging.telling import Telling
from detente.merging.words import content_words, overlap
from detente.records import Actor, When

__all__ = ["LATER", "MOST", "Answers", "is_admitted", "is_claimed"]

LATER = 60
"""Days within which a denial or an admission answers a deed."""

MOST = 200
"""Answers of one state and day that any deed is compared with. Of more, those that stand beside a
claim still answer it."""

_ALIKE = 0.3
_FEW_WORDS = 3
_LEAST_SHARED = 2
_ORGANS = frozenset({None, "GOV", "MIL", "COP", "JUD", "SPY"})
_ADMITTING = content_words("admit acknowledge confess confirm concede responsibility")


def is_claimed(*, attributed: bool, asserting: int, admitted: bool) -> bool:
    """Tell whether a deed is only claimed so far; the table of the module says how."""
    needed = 2 if attributed else 1
    return not admitted and asserting < needed


def is_admitted(cluster: list[Telling]) -> bool:
    """Tell whether a report attributes the deed to an organ of the actor's own state."""
    return any(
        r.speaker is not None
        and r.actor is not None
        and r.speaker.country is not None
        and r.speaker.country == r.actor.country
        and r.speaker.sector in _ORGANS
        for r in (t.report for t in cluster)
    )


class Answers:
    """The denials and admissions among all reports, found by the deed that they answer."""

    def __init__(self, denied: Iterable[Telling], told: Iterable[Telling]) -> None:
        told = list(told)
        self._denied = _shelve(denied)
        self._rejections = _shelve(t for t in told if t.type == "REJECT")
        self._concessions = _shelve(_admissions(told))

    def denials(self, deed: list[Telling]) -> tuple[str, ...]:
        """Give the ids of the reports that deny a deed, sorted."""
        return tuple(sorted({i for t in deed for i in (*self._denying(t), *self._rejecting(t))}))

    def admits(self, deed: list[Telling]) -> bool:
        """Tell whether a concession of the deed's actor admits it."""
        return any(
            _toward(answer, told.report.recipient)
            and _in_time(answer, told)
            and _alike(answer, told)
            for told in deed
            for answer in _taken(self._concessions, _state(told.report.actor), told)
        )

    def _denying(self, told: Telling) -> Iterator[str]:
        for answer in _taken(self._denied, _state(told.report.actor), told):
            same_deed = answer.quad == told.quad and _toward(answer, told.report.recipient)
            if same_deed and _in_time(answer, told) and _near(answer, told):
                yield answer.id

    def _rejecting(self, told: Telling) -> Iterator[str]:
        if told.type == "REJECT":
            return
        accused, accuser = told.report.actor, told.report.recipient
        if told.type == "ACCUSE":
            accused, accuser = accuser, accused
        for answer in _taken(self._rejections, _state(accused), told):
            if _toward(answer, accuser) and _in_time(answer, told) and _near(answer, told):
                yield answer.id


def _admissions(told: list[Telling]) -> Iterator[Telling]:
    """Give the concessions that admit something, and are not merely asked for."""
    asked = {(t.report.document, t.report.sentence) for t in told if t.type == "REQUEST"}
    for telling in told:
        place = (telling.report.document, telling.report.sentence)
        sure = telling.report.status == "asserted" or is_admitted([telling])
        if telling.type == "CONCEDE" and sure and telling.span & _ADMITTING and place not in asked:
            yield telling


@dataclass(slots=True)
class _Shelf:
    """The answers of one state: `MOST` of each day, and all the others by where they stand."""

    near: list[Telling] = field(default_factory=list)
    by_place: defaultdict[tuple[str, int], list[Telling]] = field(
        default_factory=lambda: defaultdict(list)
    )
    days: Counter[When | None] = field(default_factory=Counter)

    def put(self, answer: Telling) -> None:
        self.days[answer.when] += 1
        if self.days[answer.when] <= MOST:
            self.near.append(answer)
        else:
            self.by_place[answer.report.document, answer.report.sentence].append(answer)


_Shelves = dict[str | None, _Shelf]


def _shelve(answers: Iterable[Telling]) -> _Shelves:
    """Sort answers by the state of their actor, leaving out those without."""
    shelves: defaultdict[str | None, _Shelf] = defaultdict(_Shelf)
    for answer in answers:
        if state := _state(answer.report.actor):
            shelves[state].put(answer)
    return dict(shelves)


def _taken(shelves: _Shelves, state: str | None, told: Telling) -> Iterator[Telling]:
    """Give the answers of a state that a deed is compared with."""
    shelf = shelves.get(state)
    if shelf is None:
        return
    yield from shelf.near
    for sentence in range(told.report.sentence - 1, told.report.sentence + 2):
        yield from shelf.by_place.get((told.report.document, sentence), ())


def _toward(answer: Telling, other: Actor | None) -> bool:
    """Tell whether an answer is addressed to that state, or to none by name."""
    return _state(answer.report.recipient) in (None, _state(other))


def _state(actor: Actor | None) -> str | None:
    return actor.country if actor else None


def _in_time(answer: Telling, told: Telling) -> bool:
    if answer.when is None or told.when is None:
        return True
    early = (told.when.first - answer.when.last).days
    late = (answer.when.first - told.when.last).days
    return early <= 1 and late <= LATER


def _near(answer: Telling, told: Telling) -> bool:
    return _beside(answer, told) or _alike(answer, told)


def _beside(answer: Telling, told: Telling) -> bool:
    """Tell whether the answer stands in or next to the sentence of a claim, in one document."""
    claim = told.type == "ACCUSE" or told.report.status == "attributed"
    apart = abs(answer.report.sentence - told.report.sentence)
    return claim and answer.report.document == told.report.document and apart <= 1


def _alike(answer: Telling, told: Telling) -> bool:
    shared = len(answer.quote & told.quote)
    close = overlap(answer.quote, told.quote, least=_FEW_WORDS) >= _ALIKE
    return shared >= _LEAST_SHARED and close

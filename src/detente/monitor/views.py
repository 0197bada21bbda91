"""What the read side answers with: one dataclass a page, the same for terminal, web, JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from detente.monitor.provenance import Provenance
from detente.records import (
    Background,
    Chance,
    Dyad,
    Event,
    Outlook,
    Record,
    Report,
    TensionPoint,
    Value,
    When,
)
from detente.tension import Share

__all__ = [
    "Age",
    "Contribution",
    "EventView",
    "Explanation",
    "Followed",
    "Measured",
    "MethodView",
    "OverviewView",
    "PairLine",
    "PairView",
    "Step",
    "Today",
    "plain",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How old the newest document is, so that "no data" and "nothing happened" look different."""

    newest: date | None
    """Latest publication day known on `as_of`; None where no document has a date."""
    days: int | None
    """Days from then to `today`, or else to `as_of`."""
    documents: int
    """Dated documents published by `as_of`."""
    as_of: date
    today: date | None = None
    """The day that `days` runs to, where the last day of the ledger is shown and today is known."""

    @property
    def state(self) -> Literal["fresh", "stale", "no data"]:
        """``fresh`` up to two days, ``stale`` after, ``no data`` without any dated document."""
        if self.days is None:
            return "no data"
        return "fresh" if self.days <= 2 else "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """One watched pair on the overview."""

    dyad: Dyad
    names: tuple[str, str]
    """English names of `dyad.a` and `dyad.b`."""
    point: TensionPoint | None
    """The index on `as_of`; None where the pair has no event by then."""
    change: float | None
    """Index on `as_of` less the index seven days before (0 before the first event)."""
    rung: int
    rung_name: str
    outlook: Outlook
    chance: Chance | None
    """Probability that rung 3 or higher is newly triggered within 30 days."""
    events: int
    """Events known by `as_of`, dated or not."""
    last_event: date | None
    blind: bool
    """Whether the 28 days up to `as_of` brought no document at all, on whatever subject."""
    caveat: str
    """What a reader must know beside rung and outlook, empty where there is nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What the whole ledger holds: figures that cannot be had for an earlier day."""

    counts: Mapping[str, int]
    """Documents, reports, events, backgrounds."""
    skips: tuple[tuple[str, str, int], ...]
    """Stage, reason and number of items left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewView:
    """All watched pairs as of one day; where none is named, the ten with most events."""

    title: str
    as_of: date
    latest: date
    """The last day that the ledger covers; a later `as_of` shows silence."""
    pairs: tuple[PairLine, ...]
    age: Age
    undated: int
    """Documents without a date: whether they were known on `as_of` cannot be told."""
    uncoded: tuple[tuple[str, int], ...]
    """Language and number of documents, known on `as_of`, that are kept but not coded yet."""
    today: Today | None
    """The ledger today; None as of an earlier day."""
    notes: tuple[str, ...]
    """What a reader must be told about the texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """Everything known about one pair on `as_of`, and nothing that became known later."""

    dyad: Dyad
    names: tuple[str, str]
    as_of: date
    latest: date
    events: tuple[Event, ...]
    """In order of event date, undated ones last."""
    reports: Mapping[str, Report]
    """By id: all reports of the pair, planned and hypothetical ones too, and all that its events
    and backgrounds cite."""
    backgrounds: tuple[Background, ...]
    points: tuple[TensionPoint, ...]
    """Every day from the pair's first event to `as_of`."""
    outlook: Outlook
    age: Age
    uncoded: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    rung: int
    rung_name: str
    blind: bool
    """Whether the 28 days up to `as_of` brought no document at all, on whatever subject."""
    silences: tuple[tuple[date, date], ...]
    """First and last day of each stretch of the curve without a document in 28 days."""
    collecting_since: date | None
    """Day on which a source was polled first; None where none was by `as_of`."""
    uncollected: tuple[tuple[date, date], ...]
    """First and last day of each stretch of the curve, from then on, in which no source answered
    and of which no document came later."""
    uneventful: bool
    """Whether sources answered in the 7 days up to `as_of` and told no event of the pair."""
    caveat: str
    """What a reader must know beside rung and outlook, empty where there is nothing."""
    uncorroborated: tuple[str, ...]
    """Ids of events that would lift the pair to a higher rung if a second origin told them."""

    @property
    def point(self) -> TensionPoint | None:
        """The last point of the curve."""
        return self.points[-1] if self.points else None

    def events_on(self, day: date) -> tuple[Event, ...]:
        """Give the events that may have happened on that day."""
        return tuple(e for e in self.events if e.when and e.when.first <= day <= e.when.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """One event with the sentence of every report, and of every denial."""

    event: Event
    dyad: Dyad | None
    names: tuple[str, str] | None
    as_of: date
    lead: Report
    reports: tuple[Report, ...]
    """The lead first, the others by day of publication."""
    denials: tuple[Report, ...]
    notes: tuple[str, ...]
    rung: int
    """Rung of the ladder that its type belongs to."""
    rung_name: str
    triggers: bool
    """Whether it triggers that rung."""
    trigger: str
    """Whether it does and, if not, what it lacks, in words."""
    explanation: Explanation
    provenance: tuple[Provenance, ...]
    """Whose text a report copies, and which wordings it had, where either is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one event does to the curve of its pair on its own day, beside the other events."""

    point: TensionPoint
    """The curve on that day."""
    share: Share
    others: tuple[tuple[Event, Share], ...]
    """The events whose share of that day is larger than nothing, the largest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation: what was done, and what was found."""

    name: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a report or an event came about, and what it did to the curve."""

    id: str
    kind: Literal["report", "event"]
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What came after a day, as the whole ledger tells it today."""

    dyad: Dyad
    as_of: date
    latest: date
    events: tuple[Event, ...]
    """Dated after `as_of`, in order."""
    reports: Mapping[str, Report]
    """By id: at least those that the events cite."""
    rungs: tuple[tuple[int, int | None], ...]
    """Days of the window, and the highest rung newly triggered in it (0 for none).

    None where nobody knows: the ledger ends inside the window and the answer may still change, or
    no document was published in it.
    """
    blind: tuple[int, ...]
    """Days of those windows in which no document was published, on whatever subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One measured figure."""

    what: str
    value: str
    data: str
    """What it was measured on."""
    date: str
    command: str
    """What measures it again."""
    peer: str = ""
    """What others reach on the same, empty where nobody was measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodView:
    """Versions and counts behind the figures."""

    versions: Mapping[str, str]
    """Part to version: coder, merger, index, ladder, outlook."""
    languages: tuple[str, ...]
    """Languages that the coder reads."""
    rungs: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Number, name and triggering event types of each rung."""
    counts: Mapping[str, int]
    """Documents, reports, events and backgrounds in the ledger today."""
    skips: tuple[tuple[str, str, int], ...]
    runs: int
    measured: tuple[Measured, ...]
    """How well it works, as far as it was measured."""


def plain(value: Any) -> Any:
    """Give any view or record as JSON-ready values; records carry their id."""
    if isinstance(value, Record):
        return {name: plain(v) for name, v in value.to_dict().items()}
    if isinstance(value, Dyad | When):
        return str(value)
    if isinstance(value, Value):
        return value.to_dict()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value

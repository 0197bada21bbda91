"""One document's assertion that something happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, get_args

from detente.records.actor import Actor
from detente.records.record import Record, Value, check
from detente.records.when import When

__all__ = ["EVENT_TYPES", "STATUSES", "EventType", "Number", "Report", "Status"]

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
"""The 16 event types of PLOVER, from most cooperative to most hostile."""

Status = Literal["asserted", "attributed", "denied", "planned", "hypothetical", "background"]
STATUSES: tuple[str, ...] = get_args(Status)
"""How a report stands to its deed; the table in docs/method.md says what each one makes."""

NumberKind = Literal["killed", "wounded", "arrested", "expelled", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Value):
    """A count of people with the words that give it."""

    kind: NumberKind
    value: int
    words: str

    def _check(self) -> None:
        check(self.value >= 0, self, f"negative count {self.value}")
        check(self.kind in get_args(NumberKind), self, f"unknown kind {self.kind!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Record):
    """Who did what to whom, by one document, with the sentence that says so.

    A report of status ``background`` is a mention of the past: it may have no type, and `label`
    names it ("Second Nagorno-Karabakh War"). Any other report has a type.
    """

    IDENTITY: ClassVar[tuple[str, ...]] = (
        "document", "sentence", "span", "actor", "type", "recipient", "status", "when",
        "coder",
    )  # fmt: skip

    document: str
    """Id of the `Document`."""
    url: str
    outlet: str
    title: str
    language: str
    published: date | None
    """Publication day of the document: from that day on the report is known."""
    sentence: int
    """Index in the document, -1 for the title."""
    quote: str
    """The whole sentence, verbatim."""
    span: tuple[int, int]
    """Start and end, within `quote`, of the words that carry the event."""
    type: EventType | None
    status: Status
    coder: str
    """Name and version, such as ``rules.v1``."""
    confidence: float
    """From 0 to 1, as the coder calibrates it; `rules.v1` does not and says 0.5 throughout."""
    actor: Actor | None = None
    recipient: Actor | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    speaker: Actor | None = None
    """Who says so, where the outlet does not say it itself."""
    when: When | None = None
    """Event date, None where the document has no date to reckon from."""
    place: str | None = None
    numbers: tuple[Number, ...] = ()
    label: str = ""
    """Name of a past episode, for status ``background``."""
    fingerprint: str = ""
    """The document's near-duplicate sketch."""
    note: str = ""
    """What a reader must be told about the document's text."""
    why: tuple[tuple[str, str], ...] = ()
    """Steps that led here, as (step, finding): how actors matched, the trigger, the date rule."""

    def _check(self) -> None:
        start, end = self.span
        check(0 <= start < end <= len(self.quote), self, f"span {self.span} lies outside the quote")
        check(self.type is None or self.type in EVENT_TYPES, self, f"unknown type {self.type!r}")
        check(self.status in STATUSES, self, f"unknown status {self.status!r}")
        check(self.type or self.status == "background", self, "only background may lack a type")
        check(self.type or self.label, self, "neither type nor label")
        check(0.0 <= self.confidence <= 1.0, self, f"confidence {self.confidence}")

    @property
    def words(self) -> str:
        """The verbatim words of the span."""
        return self.quote[self.span[0] : self.span[1]]

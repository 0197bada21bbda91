"""A small ledger about a dispute of two states, its reports made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from detente.language.fingerprints import fingerprint
from detente.monitor.conclude import conclude, last_day
from detente.monitor.tally import Tally
from detente.records import Actor, Document, Dyad, EventType, Report, Status, When
from detente.store import Ledger

NOW = datetime(2025, 9, 1, tzinfo=UTC)
CODER = "rules.v1"
PAIR = Dyad.of("RUS", "AZE")
OTHER = Dyad.of("ARM", "TUR")
NOTE = "Written for a test."


def ignore(stage: str, done: int, total: int | None) -> None:
    """Take no notice of progress."""


def document(day: date | None, text: str, *, outlet: str = "one.example") -> Document:
    return Document(
        url=f"https://{outlet}/{abs(hash(text)) if day is None else day}",
        outlet=outlet,
        title="",
        text=text,
        bounds=((0, len(text)),),
        language="en",
        fetched_at=NOW,
        published=day,
        fingerprint=fingerprint(text),
        note=NOTE,
    )


def report(
    told: Document,
    actor: str,
    kind: EventType,
    recipient: str | None,
    *,
    status: Status = "asserted",
    when: str | None = "",
) -> Report:
    dated = When.day(told.published) if told.published else None
    return Report(
        document=told.id,
        url=told.url,
        outlet=told.outlet,
        title=told.title,
        language=told.language,
        published=told.published,
        sentence=0,
        quote=told.text,
        span=(0, len(told.text)),
        type=kind,
        status=status,
        coder=CODER,
        confidence=0.5,
        actor=Actor(country=actor, sector="GOV"),
        recipient=Actor(country=recipient) if recipient else None,
        when=dated if when == "" else (When.parse(when) if when else None),
        label="The treaty of 1990" if status == "background" else "",
        fingerprint=told.fingerprint,
        note=told.note,
        why=(("trigger", f"a word of {kind}"),),
    )


DOCUMENTS = (
    document(date(2025, 5, 2), "Baku accused Moscow of an attack on its computers."),
    document(date(2025, 6, 28), "Azerbaijan closed the cultural centre run by Russia in Baku."),
    document(
        date(2025, 6, 29),
        "The Russian cultural centre in Baku was shut by the Azerbaijani authorities on Saturday.",
        outlet="two.example",
    ),
    document(date(2025, 7, 10), "Russia jailed two Azerbaijani traders for a year."),
    document(
        date(2025, 7, 11),
        "A court in Russia sent two traders from Azerbaijan to prison, lawyers said.",
        outlet="two.example",
    ),
    document(date(2025, 8, 20), "Russia and Azerbaijan signed a railway agreement in Moscow."),
    document(date(2025, 8, 21), "Turkey praised the government of Armenia."),
    document(None, "Russia warned Azerbaijan that it would close its market."),
)


def reports() -> tuple[Report, ...]:
    accuse, close, shut, jail, court, rail, praise, undated = DOCUMENTS
    return (
        report(accuse, "AZE", "ACCUSE", "RUS"),
        report(accuse, "RUS", "AGREE", "AZE", status="background", when="1990"),
        report(close, "AZE", "SANCTION", "RUS"),
        report(shut, "AZE", "SANCTION", "RUS", when="2025-06-28"),
        report(jail, "RUS", "COERCE", "AZE"),
        report(court, "RUS", "COERCE", "AZE", when="2025-07-10"),
        report(rail, "RUS", "AGREE", "AZE"),
        report(praise, "TUR", "SUPPORT", "ARM"),
        report(undated, "RUS", "THREATEN", "AZE"),
    )


def fill(
    path: Path, *, told: Iterable[Report] | None = None, watch: tuple[Dyad, ...] = (PAIR,)
) -> Ledger:
    """Make the ledger as a run leaves it; close it yourself."""
    ledger = Ledger.open(path)
    with ledger.run(NOW) as run:
        run.add([*(reports() if told is None else told), *DOCUMENTS])
        conclude(
            ledger,
            run,
            as_of=last_day(ledger, today=NOW.date()),
            coder=CODER,
            watch=watch,
            tally=Tally(ignore),
        )
    return ledger

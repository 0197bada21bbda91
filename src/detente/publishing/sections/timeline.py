"""What happened: the weightiest acts of the last year, newest last."""

from __future__ import annotations

from datetime import timedelta

from detente.knowledge import ladder, plover
from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.dates import when_in_words
from detente.publishing.footnotes import Figure, Footnote, Quotation
from detente.publishing.material import Material
from detente.publishing.phrases import capitalised, deed, disputed, many
from detente.records import Event

__all__ = ["section", "telling"]

DAYS = 365
MOST = 20
"""So many acts are told, chosen by rung, independent origins, intensity and date."""
_VOICES = 4
"""So many reports of one act are quoted, each from another outlet."""


def section(material: Material) -> Section | None:
    """Tell the acts that stand as facts; None where there is none."""
    earliest = material.as_of - timedelta(days=DAYS - 1)
    facts = [
        e
        for e in material.events
        if e.counts and e.when and earliest <= e.when.last and e.when.first <= material.as_of
    ]
    told = set(sorted(facts, key=_weight, reverse=True)[:MOST])
    items = [Item(statement=_act(material, e)) for e in facts if e in told]
    if len(told) < len(facts):
        items.insert(0, Item(statement=_choice(len(told), len(facts))))
    if not items:
        return None
    return Section(key="timeline", title="What happened", items=tuple(items))


def _weight(event: Event) -> tuple[int, int, float, str, str]:
    mode = event.mode if event.mode in plover.modes(event.type) else None
    intensity = abs(plover.score(event.type, mode))
    return ladder.rung_of(event.type), event.origins, intensity, str(event.when), event.id


def _act(material: Material, event: Event) -> Statement:
    footnotes = telling(material, event)
    denials = [Quotation.of(r, event.id) for r in material.at_hand(event.denials)[:1]]
    text = f"{capitalised(deed(event))}{_details(event)}{disputed(event)}"
    return Statement(
        lead=when_in_words(event.when) if event.when else "",
        text=f"{text}.",
        footnotes=(*footnotes, *denials),
        quoting=True,
    )


def telling(material: Material, event: Event) -> tuple[Footnote, ...]:
    """Quote the lead and one report of each other outlet, and count the independent origins."""
    lead = material.quote(event.lead, event)
    voices = {lead.outlet: lead}
    for report in material.at_hand(event.reports):
        voices.setdefault(report.outlet, Quotation.of(report, event.id))
    figure = Figure(
        name="independent origins",
        value=f"{event.origins}, {event.asserting} of them telling it as fact",
        formula=f"{many(len(event.reports), 'report')} of this event, wire copies counted once",
        version=event.merger,
    )
    return (*list(voices.values())[:_VOICES], figure)


def _details(event: Event) -> str:
    place = f" in {' '.join(event.place.split())}" if event.place else ""
    remarks = [f"{n.value} {n.kind}" for n in event.numbers if n.kind != "other"]
    if ladder.rung_of(event.type) > 1 and event.origins < 2 and not event.admitted:
        remarks.append("told by one origin")
    return f"{place} ({', '.join(remarks)})" if remarks else place


def _choice(told: int, facts: int) -> Statement:
    figure = Figure(
        name="events told here",
        value=f"{told} of {facts}",
        formula=f"of the last {DAYS} days: highest rung first, then origins, intensity, date",
        version=ladder.VERSION,
    )
    return Statement(
        text=f"Told are the {told} weightiest of {facts} events of the last {DAYS} days.",
        footnotes=(figure,),
    )

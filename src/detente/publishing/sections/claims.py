"""Who says so: claims and denials side by side, without a verdict."""

from __future__ import annotations

from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.dates import day_in_words, when_in_words
from detente.publishing.footnotes import Figure, Quotation
from detente.publishing.material import Material
from detente.publishing.phrases import capitalised, deed, many, party
from detente.publishing.sections.timeline import telling
from detente.records import Event, Report

__all__ = ["section"]

MOST = 20
"""So many claims are told, the latest ones."""


def section(material: Material) -> Section | None:
    """Set what is claimed or contested beside the denials; None where nothing is."""
    disputed = [
        e
        for e in material.events
        if (e.claimed or e.contested) and not (e.when and e.when.first > material.as_of)
    ]
    if not disputed:
        return None
    dated = [e for e in disputed if e.when][-MOST:]
    undated = [e for e in disputed if not e.when][: MOST - len(dated)]
    items = tuple(_exchange(material, e) for e in (*dated, *undated))
    return Section(key="claims", title="Who says so, and who denies it", items=items)


def _exchange(material: Material, event: Event) -> Item:
    statement = Statement(
        lead=when_in_words(event.when) if event.when else "No date",
        text=_claim(material, event),
        footnotes=telling(material, event),
        quoting=True,
    )
    denials = [_denial(r, event) for r in material.at_hand(event.denials)]
    return Item(statement=statement, answers=tuple(denials) or (_unanswered(material, event),))


def _claim(material: Material, event: Event) -> str:
    speakers = _speakers(material, event)
    if not event.claimed:
        return f"{capitalised(deed(event))}."
    if not speakers:
        return f"It is claimed that {deed(event)}."
    return f"{capitalised(' and '.join(speakers))} said that {deed(event)}."


def _speakers(material: Material, event: Event) -> list[str]:
    reports = material.at_hand(event.reports)
    return sorted({party(r.speaker) for r in reports if r.speaker is not None})


def _denial(report: Report, event: Event) -> Statement:
    denier = report.speaker or (report.actor if report.type == "REJECT" else None)
    denied = "the accusation" if event.type == "ACCUSE" else "it"
    return Statement(
        lead=day_in_words(report.published) if report.published else "",
        text=f"{capitalised(party(denier))} denied {denied}.",
        footnotes=(Quotation.of(report, event.id),),
        quoting=True,
    )


def _unanswered(material: Material, event: Event) -> Statement:
    figure = Figure(
        name="denials of this event",
        value="0",
        formula=f"of {many(len(material.reports), 'report')} on the pair",
        version=event.merger,
    )
    return Statement(text="No denial is among the reports read.", footnotes=(figure,))

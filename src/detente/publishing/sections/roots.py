"""What lies behind it: mentions of the past, each with its own date."""

from __future__ import annotations

from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.dates import when_in_words
from detente.publishing.footnotes import Footnote, Quotation
from detente.publishing.material import Material
from detente.publishing.phrases import capitalised
from detente.records import Background

__all__ = ["section"]

_VOICES = 3


def section(material: Material) -> Section | None:
    """Tell the past that the reports recall; None where they recall none."""
    items = tuple(Item(statement=_mention(material, b)) for b in material.backgrounds)
    return Section(key="roots", title="What lies behind it", items=items) if items else None


def _mention(material: Material, background: Background) -> Statement:
    voices: dict[str, Footnote] = {}
    for report in material.at_hand(background.reports):
        voices.setdefault(report.outlet, Quotation.of(report))
    return Statement(
        lead=when_in_words(background.when),
        text=f"{capitalised(' '.join(background.label.split()))}.",
        footnotes=tuple(voices.values())[:_VOICES],
        quoting=True,
    )

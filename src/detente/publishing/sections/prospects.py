"""How far it may go: the chance of each rung, with its base."""

from __future__ import annotations

from detente.knowledge import ladder
from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.footnotes import Figure
from detente.publishing.material import Material
from detente.publishing.phrases import capitalised
from detente.records import Chance, Outlook

__all__ = ["section"]


def section(material: Material) -> Section | None:
    """Give the caption and one sentence a rung; None without an outlook."""
    outlook = material.outlook
    if outlook is None:
        return None
    rungs = sorted({c.rung for c in outlook.chances})
    statements = [_caption(outlook, material.caveat), *(_rung(outlook, rung) for rung in rungs)]
    items = tuple(Item(statement=s) for s in statements)
    return Section(key="outlook", title="How far it may go", items=items)


def _caption(outlook: Outlook, caveat: str) -> Statement:
    figure = Figure(
        name=f"outlook of {outlook.as_of}",
        value=f"from standing rung {outlook.standing}",
        formula=f"rungs of {outlook.ladder}; see the card of {outlook.model}",
        version=outlook.model,
    )
    told = " ".join(f"{capitalised(text)}." for text in (outlook.caption, caveat) if text)
    return Statement(text=told, footnotes=(figure,))


def _rung(outlook: Outlook, rung: int) -> Statement:
    chances = sorted((c for c in outlook.chances if c.rung == rung), key=lambda c: c.days)
    figures = tuple(
        Figure(
            name=f"chance of rung {rung} or higher within {c.days} days",
            value=f"{percent(c.probability)} ({percent(c.low)} to {percent(c.high)})",
            formula=f"share of {c.base:,} past cases, with its 95 % interval",
            version=outlook.model,
        )
        for c in chances
    )
    higher = " or a higher one" if rung < len(ladder.RUNGS) - 1 else ""
    text = (
        f"The chance that rung {rung} ({ladder.RUNGS[rung].name}){higher} is newly triggered is"
        f" {' and '.join(map(_chance, chances))}."
    )
    return Statement(text=text, footnotes=figures)


def _chance(chance: Chance) -> str:
    return f"{percent(chance.probability)} within {chance.days} days"


def percent(share: float) -> str:
    """Write a share in per cent: whole from 10 %, one decimal below, never a false 0 or 100."""
    hundredfold = 100 * share
    if 0 < hundredfold < 0.1:
        return "< 0.1 %"
    if 99.5 <= hundredfold < 100:
        return "> 99 %"
    return f"{hundredfold:.0f} %" if hundredfold >= 9.95 else f"{hundredfold:.1f} %"

"""Where the pair stands: rung, index and band, and how the index moved."""

from __future__ import annotations

from datetime import timedelta

from detente.knowledge import ladder
from detente.publishing.briefing import Item, Section, Statement
from detente.publishing.dates import day_in_words
from detente.publishing.footnotes import Figure, Footnote
from detente.publishing.material import Material
from detente.records import Event, TensionPoint

__all__ = ["section"]

_STATES = {
    "news": "Events of the pair are dated to {}.",
    "quiet": "Documents published on {} were read, but no event of the pair is dated to it.",
    "no data": "No document published on {} was read, so the figures carry older news on.",
}


def section(material: Material) -> Section:
    """Give rung, index, change over 7 and 30 days, and whether the day has data at all."""
    point = material.point(material.as_of)
    statements = [_unmeasured(material)] if point is None else _standing(material, point)
    if material.blind:
        statements.insert(1, _silence(material))
    items = tuple(Item(statement=s) for s in statements)
    return Section(key="headline", title="Where the pair stands", items=items)


def _unmeasured(material: Material) -> Statement:
    figure = Figure(
        name="points of the curve on that day",
        value="0",
        formula="points given for the pair",
        version="briefing",
    )
    return Statement(
        text=f"The pair has no figure for {day_in_words(material.as_of)}.", footnotes=(figure,)
    )


def _standing(material: Material, point: TensionPoint) -> list[Statement]:
    changes = [_change(material, point, days) for days in (7, 30)]
    return [_rung(material, point), _index(point), *filter(None, changes), _state(point)]


def _silence(material: Material) -> Statement:
    figure = Figure(
        name=f"documents of the {ladder.QUIET_DAYS} days up to {material.as_of}",
        value="0",
        formula="documents read, on whatever subject",
        version="count",
    )
    return Statement(
        text=f"There is no data in the last {ladder.QUIET_DAYS} days: the rung rests on silence.",
        footnotes=(figure,),
    )


def _rung(material: Material, point: TensionPoint) -> Statement:
    rung = ladder.RUNGS[point.rung]
    figure = Figure(
        name=f"standing rung on {point.day}",
        value=str(point.rung),
        formula=f"highest rung triggered in the last {ladder.QUIET_DAYS} days",
        version=ladder.VERSION,
    )
    cause = next((e for e in reversed(material.events) if _triggers(e, point)), None)
    footnotes: tuple[Footnote, ...] = (figure,)
    if cause:
        footnotes += (material.quote(cause.lead, cause),)
    text = f"The pair stands on rung {point.rung} of 5, {rung.name}: {rung.meaning}."
    return Statement(text=text, footnotes=footnotes)


def _triggers(event: Event, point: TensionPoint) -> bool:
    """Tell whether the event holds the pair on its rung: recent, corroborated, of that height."""
    earliest = point.day - timedelta(days=ladder.QUIET_DAYS - 1)
    recent = event.when is not None and earliest <= event.when.last <= point.day
    solid = event.origins > 1 or event.admitted or not event.merger.startswith("merge.")
    corroborated = event.counts and (solid or point.rung <= 1)
    height = min(point.rung, 4)  # combat, rung 5, is made of acts of rung 4
    return recent and corroborated and ladder.rung_of(event.type) == height > 0


def _index(point: TensionPoint) -> Statement:
    figure = Figure(
        name=f"tension on {point.day}",
        value=f"{signed(point.value)} ({signed(point.low)} to {signed(point.high)})",
        formula="from -100, cooperation only, to 100, conflict only, with its 80 % band;"
        f" words {signed(point.words)} + deeds {signed(point.deeds)}",
        version=point.index,
    )
    text = (
        f"The tension index is {signed(point.value)}, with an 80 % band from {signed(point.low)} to"
        f" {signed(point.high)}; words make up {signed(point.words)} of it and deeds"
        f" {signed(point.deeds)}."
    )
    return Statement(text=text, footnotes=(figure,))


def _change(material: Material, point: TensionPoint, days: int) -> Statement | None:
    before = material.point(point.day - timedelta(days=days))
    if before is None or before.index != point.index:
        return None
    change = round(point.value, 1) - round(before.value, 1)
    figure = Figure(
        name=f"change of the index over {days} days",
        value=signed(change),
        formula=f"{signed(point.value)} on {point.day} less {signed(before.value)} on {before.day}",
        version=point.index,
    )
    moved = f"{abs(change):.1f} points {'higher' if change > 0 else 'lower'} than"
    moved = moved if abs(change) >= 0.05 else "the same as"
    since = f"{days} days before" if before.rung == point.rung else (
        f"{days} days before, when the pair stood on rung {before.rung}"
    )  # fmt: skip
    return Statement(text=f"That is {moved} {since}.", footnotes=(figure,))


def _state(point: TensionPoint) -> Statement:
    figure = Figure(
        name=f"documents published on {point.day}",
        value=str(point.documents),
        formula=f"documents read, on whatever subject; the day is “{point.state}”",
        version=point.index,
    )
    text = _STATES[point.state].format(day_in_words(point.day))
    return Statement(text=text, footnotes=(figure,))


def signed(value: float) -> str:
    """Write a value of the index with its sign and one decimal; zero has none."""
    rounded = round(value, 1) + 0.0
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"

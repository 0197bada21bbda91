"""The geometry of the curve: points of one pair to the shapes of an SVG of a given width."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from detente.records import TensionPoint
from detente.web.axes import Mark, nice, scale, x_marks, y_marks

__all__ = [
    "MISSED",
    "SHAPE",
    "UNSEEN",
    "Picture",
    "Spark",
    "Stretch",
    "blind_days",
    "columns",
    "picture",
    "spark",
    "thin",
]

PLOT_TOP, PLOT_HEIGHT = 12, 230
STRIP_TOP, STRIP_HEIGHT = 262, 20
STATE_TOP, STATE_HEIGHT = 290, 10
PARTS_TOP, PARTS_HEIGHT = 352, 90
HEIGHT = 452
LEFT, RIGHT = 38, 14
_SPARK_WIDTH, _SPARK_HEIGHT = 150, 44

SHAPE = {
    "plot": (PLOT_TOP, PLOT_HEIGHT),
    "strip": (STRIP_TOP, STRIP_HEIGHT),
    "state": (STATE_TOP, STATE_HEIGHT),
    "parts": (PARTS_TOP, PARTS_HEIGHT),
}
"""Top and height of the picture's four panels, in SVG units."""


UNSEEN = "unseen"
"""Key of a stretch of days whose rung rests on four weeks without a document."""

MISSED = "not-collected"
"""Key of a stretch of days on which no source answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A day with events, in SVG units."""

    x: float
    y: float
    day: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring days that share a rung or a state, in SVG units."""

    x: float
    width: float
    key: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything the template needs; paths are SVG path data."""

    width: int
    height: int
    left: float
    right: float
    band: str
    line: str
    gaps: str
    """The same line over days without data, drawn differently."""
    words: str
    deeds: str
    dots: tuple[Dot, ...]
    rungs: tuple[Stretch, ...]
    states: tuple[Stretch, ...]
    x_marks: tuple[Mark, ...]
    y_marks: tuple[Mark, ...]
    parts_marks: tuple[Mark, ...]
    zero: float
    words_end: float
    deeds_end: float
    per_day: int
    """Days that one drawn point stands for."""

    @property
    def crowded(self) -> bool:
        """Whether there are so many dots that they must be small."""
        return len(self.dots) > self.width / 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """A small curve without axes, in SVG units."""

    width: int
    height: int
    line: str
    zero: float
    end: tuple[float, float]
    days: int


def thin(points: Sequence[TensionPoint], most: int) -> tuple[tuple[TensionPoint, ...], int]:
    """Keep of every `n` days the tensest, so that at most `most` points remain; give also `n`."""
    n = max(1, math.ceil(len(points) / most))
    if n == 1:
        return tuple(points), 1
    chunks = (points[i : i + n] for i in range(0, len(points), n))
    return tuple(max(chunk, key=lambda p: (p.rung, p.value)) for chunk in chunks), n


def blind_days(silences: Iterable[tuple[date, date]]) -> frozenset[date]:
    """Give every day of the stretches."""
    return frozenset(
        first + timedelta(days=n)
        for first, last in silences
        for n in range((last - first).days + 1)
    )


def columns(
    points: Sequence[TensionPoint], blind: Collection[date] = (), missed: Collection[date] = ()
) -> dict[str, list[object]]:
    """Give the curve as one list a column, for the script; a blind day has no rung."""
    state = _state_on(missed)
    return {
        "day": [p.day.isoformat() for p in points],
        "value": [round(p.value, 2) for p in points],
        "low": [round(p.low, 2) for p in points],
        "high": [round(p.high, 2) for p in points],
        "words": [round(p.words, 2) for p in points],
        "deeds": [round(p.deeds, 2) for p in points],
        "rung": [None if p.day in blind else p.rung for p in points],
        "state": [state(p).replace("-", " ") for p in points],
        "documents": [p.documents for p in points],
        "events": [len(p.events) for p in points],
    }


def picture(
    points: Sequence[TensionPoint],
    *,
    width: int,
    blind: Collection[date] = (),
    missed: Collection[date] = (),
) -> Picture | None:
    """Lay the points out, oldest left, on `width` units; None where there are no points.

    On `blind` days the rung rests on silence and is not drawn as one; on `missed` days nothing was
    collected.
    """
    if not points:
        return None
    kept, per_day = thin(points, width)
    right = width - RIGHT
    x = scale(kept[0].day.toordinal(), kept[-1].day.toordinal(), LEFT, right)
    low, high, step = _bounds(kept)
    y = scale(low, high, PLOT_TOP + PLOT_HEIGHT, PLOT_TOP)
    part_low, part_high, part_step = _part_bounds(kept)
    part_y = scale(part_low, part_high, PARTS_TOP + PARTS_HEIGHT, PARTS_TOP)

    def at(point: TensionPoint) -> float:
        return x(point.day.toordinal())

    half = (x(1) - x(0)) * per_day / 2 if len(kept) > 1 else (right - LEFT) / 2
    spread = _spread(LEFT, right, half, at)
    return Picture(
        width=width,
        height=HEIGHT,
        left=LEFT,
        right=right,
        band=_band(kept, at, y),
        line=_pieces(kept, at, lambda p: y(p.value), lambda p: p.state != "no data"),
        gaps=_pieces(kept, at, lambda p: y(p.value), lambda p: p.state == "no data"),
        words=_path((at(p), part_y(p.words)) for p in kept),
        deeds=_path((at(p), part_y(p.deeds)) for p in kept),
        dots=tuple(
            Dot(x=at(p), y=y(p.value), day=p.day, title=_title(p)) for p in kept if p.events
        ),
        rungs=spread(kept, lambda p: UNSEEN if p.day in blind else str(p.rung)),
        states=spread(kept, _state_on(missed)),
        x_marks=x_marks(kept[0].day, kept[-1].day, x, most=max(3, width // 95)),
        y_marks=y_marks(low, high, step, y),
        parts_marks=y_marks(part_low, part_high, part_step, part_y),
        zero=y(0),
        words_end=part_y(kept[-1].words),
        deeds_end=part_y(kept[-1].deeds),
        per_day=per_day,
    )


def spark(points: Sequence[TensionPoint]) -> Spark | None:
    """Draw a curve so small that it needs no axis, on the whole scale of the index."""
    if not points:
        return None
    kept, _ = thin(points, _SPARK_WIDTH)
    x = scale(kept[0].day.toordinal(), kept[-1].day.toordinal(), 2, _SPARK_WIDTH - 4)
    y = scale(-100, 100, _SPARK_HEIGHT - 2, 2)
    places = [(x(p.day.toordinal()), y(p.value)) for p in kept]
    return Spark(
        width=_SPARK_WIDTH,
        height=_SPARK_HEIGHT,
        line=_path(places),
        zero=y(0),
        end=places[-1],
        days=len(points),
    )


def _state_on(missed: Collection[date]) -> Callable[[TensionPoint], str]:
    """Give the function that gives the key of a day's state."""

    def state(point: TensionPoint) -> str:
        if point.state == "no data" and point.day in missed:
            return MISSED
        return point.state.replace(" ", "-")

    return state


def _bounds(points: Sequence[TensionPoint]) -> tuple[float, float, float]:
    return nice(min(p.low for p in points), max(p.high for p in points), marks=6)


def _part_bounds(points: Sequence[TensionPoint]) -> tuple[float, float, float]:
    values = [v for p in points for v in (p.words, p.deeds)]
    return nice(min(values), max(values), marks=3)


def _path(places: Iterable[tuple[float, float]]) -> str:
    steps = [f"{x:g},{y:g}" for x, y in places]
    return "M" + "L".join(steps) if steps else ""


def _band(
    points: Sequence[TensionPoint],
    at: Callable[[TensionPoint], float],
    y: Callable[[float], float],
) -> str:
    above = [(at(p), y(p.high)) for p in points]
    below = [(at(p), y(p.low)) for p in reversed(points)]
    return _path([*above, *below]) + "Z"


def _pieces(
    points: Sequence[TensionPoint],
    at: Callable[[TensionPoint], float],
    height: Callable[[TensionPoint], float],
    wanted: Callable[[TensionPoint], bool],
) -> str:
    """Draw only wanted days, each joined to the day before it, so that pieces meet."""
    steps: list[str] = []
    before: TensionPoint | None = None
    joined = False
    for point in points:
        if not wanted(point):
            joined = False
        else:
            if not joined:
                start = before or point
                steps.append(f"M{at(start):g},{height(start):g}")
            steps.append(f"L{at(point):g},{height(point):g}")
            joined = True
        before = point
    return "".join(steps)


def _spread(
    left: float, right: float, half: float, at: Callable[[TensionPoint], float]
) -> Callable[[Sequence[TensionPoint], Callable[[TensionPoint], str]], tuple[Stretch, ...]]:
    def spread(
        points: Sequence[TensionPoint], key: Callable[[TensionPoint], str]
    ) -> tuple[Stretch, ...]:
        found = []
        for name, group in groupby(points, key):
            days = list(group)
            start, end = max(left, at(days[0]) - half), min(right, at(days[-1]) + half)
            found.append(
                Stretch(
                    x=round(start, 1),
                    width=round(max(end - start, 0.5), 1),
                    key=name,
                    first=days[0].day,
                    last=days[-1].day,
                )
            )
        return tuple(found)

    return spread


def _title(point: TensionPoint) -> str:
    events = "1 event" if len(point.events) == 1 else f"{len(point.events)} events"
    return f"{point.day.isoformat()}: index {point.value:.0f}, rung {point.rung}, {events}"

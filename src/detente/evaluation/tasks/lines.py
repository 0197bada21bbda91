"""``lines``: hand-coded news lines, state to state; gold may hold planned and background deeds.

What did not happen, or happened long ago, is neither owed nor held against a coder, and it is not
asked for; nor is what happens inside one state. A symmetric act matches both ways round;
``alt_types`` are right as well. Rows without a text of their own get it from the file of news
lines, by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np

from detente.coding import Coder
from detente.evaluation.figures import Figure, figure, prf_figures
from detente.evaluation.gold import Row
from detente.evaluation.scheme import QUAD, SYMMETRIC, root
from detente.evaluation.tasks import Prediction, Predictions
from detente.evaluation.tasks.events import coded, events_of, said_events, two_ended

__all__ = ["NAME", "figures", "predict"]

NAME = "lines"
_FREE = frozenset({"planned", "hypothetical", "background", "optional"})

View: TypeAlias = Callable[[str, str, str], object]
_VIEWS: dict[str, View] = {
    "actor_recipient_root": lambda a, kind, b: (a, kind, b),
    "actor_recipient_quad": lambda a, kind, b: (a, QUAD[kind], b),
    "actor_recipient": lambda a, _, b: frozenset((a, b)),
}


def predict(row: Row, coder: Coder) -> Prediction:
    """Give the events between two states that the coder finds in the line and that happened."""
    if row.get("text") is None:
        raise row.wrong("no text; --texts FILE gives the news lines by id")
    said = said_events(coded(row, coder), unreal=False)["events"]
    return {"events": [e for e in said if e["status"] != "background" and any(two_ended([e]))]}


def figures(rows: Sequence[Row], said: Predictions) -> list[Figure]:
    """Score events by line, and count alarms on lines without any."""
    result: list[Figure] = []
    for name, view in _VIEWS.items():
        counts = np.array([_counts(view, _gold(row), events_of(said, row["id"])) for row in rows])
        result += prf_figures(name, counts)
    alarms = np.array([bool(events_of(said, row["id"])) for row in rows if not row["events"]])
    about = ("false_alarms_on_empty_lines",)
    if not len(alarms):
        return [*result, Figure(about, 0.0)]
    return [*result, figure(about, lambda units: float(np.mean(alarms[units])), len(alarms))]


def _gold(row: Row) -> list[dict[str, Any]]:
    events = row.items("events")
    for event in events:
        if not {"actor", "type", "recipient"} <= event.keys():
            raise row.wrong("an event needs actor, type and recipient")
        for kind in (event["type"], *(event.get("alt_types") or ())):
            if root(kind) not in QUAD:
                raise row.wrong(f"no PLOVER type: {kind!r}")
    return events


def _counts(
    view: View, gold: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]
) -> tuple[int, int, int, int]:
    got = {view(*event) for event in two_ended(events)}
    readings = [(event.get("status"), frozenset(_readings(event, view))) for event in gold]
    owed = {reading for status, reading in readings if status not in _FREE}
    allowed = frozenset().union(*(reading for _, reading in readings))
    return len(got & allowed), len(got), sum(bool(r & got) for r in owed), len(owed)


def _readings(event: dict[str, Any], view: View) -> Iterator[object]:
    """Give every reading under which a prediction matches this gold event."""
    for kind in (event["type"], *(event.get("alt_types") or ())):
        yield view(event["actor"], root(kind), event["recipient"])
        if kind in SYMMETRIC:
            yield view(event["recipient"], root(kind), event["actor"])

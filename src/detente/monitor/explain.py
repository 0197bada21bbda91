"""Retracing a report or an event, step by step, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from detente.knowledge.ladder import RUNGS
from detente.monitor.triggering import RULE, trigger_of
from detente.monitor.views import Contribution, Explanation, Step
from detente.records import Actor, Event, Report

__all__ = ["explain_event", "explain_report", "sure"]

_OTHERS = 5
_LEAST = 0.05
"""Points below which a share reads +0.0."""

_UNCALIBRATED = frozenset({"rules.v1"})
"""Coders that give every report the same confidence."""

_STATUS = {
    "asserted": "the outlet states it as fact",
    "attributed": "somebody says it; the outlet does not confirm it",
    "denied": "it is told as denied; it makes no event, and marks the denied deed as contested",
    "planned": "announced for later; it makes no event",
    "hypothetical": "conditional; it makes no event",
    "background": "an earlier time; it stands in the background and never enters the curve",
}


def explain_report(report: Report, events: Iterable[Event] = ()) -> Explanation:
    """Give the steps from the document to the report, and to the events it became part of."""
    return Explanation(
        id=report.id, kind="report", title=_title(report), steps=tuple(_report(report, events))
    )


def explain_event(
    event: Event, reports: Mapping[str, Report], part: Contribution | None
) -> Explanation:
    """Give the steps of the lead report, how the reports were merged, and the share in the curve.

    `reports` holds the event's reports and denials by id.
    """
    lead = reports[event.lead]
    steps = (*_coded(lead), *_merged(event, reports), *_curve(event, part))
    return Explanation(id=event.id, kind="event", title=_title(event), steps=steps)


def sure(report: Report) -> str:
    """Give the coder's confidence, and whether it means anything."""
    plain = f"confidence {report.confidence:.2f}"
    if report.coder not in _UNCALIBRATED:
        return plain
    return f"{plain} ({report.coder} is not calibrated: it says so of every report)"


def _title(told: Report | Event) -> str:
    when = f"{told.when}: " if told.when else "undated: "
    return f"{when}{_actor(told.actor)} {told.type or 'background'} {_actor(told.recipient)}"


def _actor(actor: Actor | None) -> str:
    return actor.code if actor else "unknown"


def _report(report: Report, events: Iterable[Event]) -> Iterator[Step]:
    yield from _coded(report)
    found = False
    for event in events:
        found = True
        told = _count(len(event.reports), "report")
        yield Step(name="event", finding=f"{event.id}: {_title(event)}, made of {told}")
    if not found:
        yield Step(name="event", finding=f"none: {_STATUS[report.status]}")


def _coded(report: Report) -> Iterator[Step]:
    """Give the steps from the document to the report."""
    when = f"published {report.published}" if report.published else "without a date"
    yield Step(
        name="document", finding=f"{report.outlet or 'unnamed outlet'}, {when}, {report.url}"
    )
    if report.note:
        yield Step(name="note", finding=report.note)
    place = "title" if report.sentence < 0 else f"sentence {report.sentence + 1}"
    yield Step(name=place, finding=report.quote)
    yield Step(name="span", finding=report.words)
    results = dict(_results(report))
    for name, finding in report.why:
        result = results.pop(name, "")
        yield Step(name=name, finding=f"{result}; {finding}" if result else finding)
    for name, result in results.items():
        yield Step(name=name, finding=result)


def _results(report: Report) -> Iterator[tuple[str, str]]:
    """Give what the coder settled on; its own steps of the same name say why."""
    if report.type:
        mode = f", mode {report.mode}" if report.mode else ""
        ends = f"{_actor(report.actor)} toward {_actor(report.recipient)}"
        yield "coded", f"{report.type}{mode}: {ends}"
    yield "status", f"{report.status}: {_STATUS[report.status]}"
    if report.speaker:
        name = f" ({report.speaker.name})" if report.speaker.name else ""
        yield "speaker", report.speaker.code + name
    precision = f" (precision: {report.when.precision})" if report.when else ""
    yield "date", f"{report.when or 'unknown'}{precision}"
    yield "coder", f"{report.coder}, {sure(report)}"


def _merged(event: Event, reports: Mapping[str, Report]) -> Iterator[Step]:
    told = [reports[i] for i in event.reports]
    outlets = Counter(r.outlet or "unnamed outlet" for r in told)
    listed = ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in sorted(outlets.items()))
    yield Step(
        name="merged",
        finding=f"{_count(len(told), 'report')} by {event.merger}, of the same pair, type and "
        f"date: {listed}",
    )
    yield Step(
        name="origins",
        finding=f"{event.origins} independent (near-identical texts count once), "
        f"{event.asserting} of them state it as fact",
    )
    if event.admitted:
        yield Step(name="admitted", finding="the actor itself says so")
    if event.claimed:
        yield Step(name="claimed", finding="only ever told as somebody's claim: not in the curve")
    for denial in (reports[i] for i in event.denials):
        yield Step(name="denied", finding=f"{_speaker(denial)}: {denial.quote}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _speaker(report: Report) -> str:
    return _actor(report.speaker or report.actor)


def _curve(event: Event, part: Contribution | None) -> Iterator[Step]:
    if part is None:
        yield Step(name="curve", finding=_off_curve(event))
        yield Step(name="rung", finding=trigger_of(event).words)
        return
    point, share = part.point, part.share
    yield Step(
        name="curve",
        finding=f"{point.index} on {point.day} is {point.value:+.1f}, of which {share.points:+.1f} "
        f"is this event: weight {share.weight:+.2f} × repeat {share.repeat:.2f} × "
        f"volume {share.volume:.2f} × decay {share.decay:.2f}",
    )
    for other, its in part.others[:_OTHERS]:
        if abs(its.points) < _LEAST:
            break
        yield Step(name="beside it", finding=f"{its.points:+.1f} from {other.id}, {_title(other)}")
    yield Step(
        name="rung",
        finding=f"{trigger_of(event).words}. {RULE}. "
        f"On {point.day} the pair stands on rung {point.rung}, {RUNGS[point.rung].name}",
    )


def _off_curve(event: Event) -> str:
    if event.dyad is None:
        return "not in a curve: not between two known states"
    if event.when is None:
        return "not in the curve: its date is unknown"
    if event.claimed:
        return "not in the curve: only claimed so far"
    return "not in the curve: its date is too loose, or lies after the day looked at"

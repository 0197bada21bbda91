"""What the demo prints: documents, reports, events, curve, rung, outlook, and what followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.cli.commands.outlook import show_outlook
from detente.cli.spark import sparkline
from detente.cli.terminal import print_line
from detente.cli.timeline import print_events
from detente.knowledge.ladder import RUNGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.monitor.demo import DemoView
    from detente.records import Event, Report

__all__ = ["as_object", "show"]

_FEW = 12


def as_object(view: DemoView) -> dict[str, Any]:
    """Give everything that the demo shows as one JSON-ready object."""
    from detente.monitor.rows import background_row, event_row, outlook_rows, point_row
    from detente.monitor.views import plain

    pair, followed = view.pair, view.followed
    uncoded = sum(n for _, n in view.uncoded)
    return {
        "note": " ".join(pair.notes),
        "pair": str(pair.dyad),
        "names": list(pair.names),
        "as_of": pair.as_of.isoformat(),
        "latest": pair.latest.isoformat(),
        "documents": {
            "total": view.summary.documents,
            "known_by_then": pair.age.documents,
            "coded": view.summary.documents - uncoded,
            "not_coded_yet": uncoded,
            "by_language": dict(view.languages),
        },
        "reports": {"total": view.summary.reports, "by_status": dict(view.statuses)},
        "events": [event_row(e, pair.reports) for e in pair.events],
        "backgrounds": [background_row(b, pair.reports) for b in pair.backgrounds],
        "curve": [point_row(p) for p in pair.points],
        "standing": {"rung": pair.rung, "name": pair.rung_name},
        "outlook": outlook_rows(pair.outlook),
        "followed": {
            "events": [event_row(e, followed.reports) for e in followed.events],
            "newly_triggered": [
                {"days": days, "rung": rung, "name": None if rung is None else RUNGS[rung].name}
                for days, rung in followed.rungs
            ],
        },
        "run": plain(view.summary),
    }


def show(view: DemoView) -> None:
    """Write it for a reader."""
    pair = view.pair
    print_line(f"{pair.names[0]} and {pair.names[1]} as of {pair.as_of}")
    for note in pair.notes:
        print_line(note)
    _show_intake(view)
    print_line(f"\nEvents known by {pair.as_of} ({len(pair.events)}), latest first")
    _show_events(pair.events[::-1], pair.reports)
    if pair.backgrounds:
        print_line("\nBackground, never in the curve")
        for background in pair.backgrounds:
            print_line(f"  {background.when!s:<10} {background.label}")
    _show_curve(view)
    print_line(f"\nStanding rung: {pair.rung}, {pair.rung_name}. Outlook:")
    show_outlook(pair.outlook)
    _show_followed(view)


def _show_intake(view: DemoView) -> None:
    uncoded = dict(view.uncoded)
    languages = ", ".join(
        f"{language} {n}" + (" (not coded yet)" if language in uncoded else "")
        for language, n in view.languages
    )
    statuses = ", ".join(f"{status} {n}" for status, n in view.statuses)
    seconds = sum(s for _, s in view.summary.seconds)
    print_line(f"\nDocuments  {view.summary.documents}: {languages}")
    print_line(f"Reports    {view.summary.reports}: {statuses}")
    print_line(f"Events     {view.summary.events} of all pairs, worked out in {seconds:.1f} s")


def _show_events(events: Sequence[Event], reports: Mapping[str, Report]) -> None:
    print_events(events[:_FEW], reports)
    if len(events) > _FEW:
        print_line(f"… and {len(events) - _FEW} more: on the pages, and with --json")


def _show_curve(view: DemoView) -> None:
    points = view.pair.points
    if not points:
        print_line("\nNo curve: no event of the pair is known by then")
        return
    last = points[-1]
    print_line(f"\nTension, {points[0].day} to {last.day}: -100 is cooperation only, 100 conflict")
    values = [p.value for p in points]
    print_line(f"{sparkline(values)}  {min(values):+.1f} to {max(values):+.1f}")
    print_line(
        f"{last.value:+.1f} (80 % band {last.low:+.1f} to {last.high:+.1f}) = "
        f"words {last.words:+.1f}, deeds {last.deeds:+.1f}; {last.index}"
    )


def _show_followed(view: DemoView) -> None:
    followed = view.followed
    print_line(f"\nWhat followed by {followed.latest} ({len(followed.events)} events)")
    _show_events(followed.events, followed.reports)
    print_line("A rung above 1 is triggered by two independent origins or an admission.")
    for days, rung in followed.rungs:
        if days in followed.blind:
            print_line(f"Within {days} days: no data")
        elif rung is None:
            print_line(f"Within {days} days: not over yet, the sample ends on {followed.latest}")
        else:
            print_line(f"Highest rung newly triggered within {days} days: {rung}, "
                       f"{RUNGS[rung].name}")  # fmt: skip

"""``detente events``: the timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile, day, pair
from detente.cli.tables import print_csv
from detente.cli.terminal import print_json, say
from detente.cli.timeline import print_events
from detente.errors import InvalidInput
from detente.records import EVENT_TYPES, Dyad

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from detente.monitor.desk import Desk
    from detente.records import Event, Report

__all__ = ["NAME", "command"]

NAME = "events"


def command(
    dyad: Annotated[
        Dyad | None,
        typer.Option("--pair", parser=pair, metavar="PAIR", help="Two states, such as RUS-AZE."),
    ] = None,
    since: Annotated[
        date | None, typer.Option("--since", parser=day, metavar="DAY", help="First day.")
    ] = None,
    until: Annotated[
        date | None, typer.Option("--until", parser=day, metavar="DAY", help="Last day.")
    ] = None,
    event_type: Annotated[
        str | None, typer.Option("--type", help="PLOVER event type, such as SANCTION.")
    ] = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV to stdout.")] = False,
) -> None:
    """List events with the words behind them; dates are those of the events.

    With --json, one event a line. With --since or --until, events without a date are left out.

    Example: detente events --pair RUS-AZE --since 2025-06-01 --type SANCTION
    """
    wanted = event_type.upper() if event_type else None
    if wanted and wanted not in EVENT_TYPES:
        raise InvalidInput(f"{event_type!r} is no event type; there are: {', '.join(EVENT_TYPES)}")
    with open_desk(config, ledger) as desk:
        events, reports = _known(desk, dyad, as_of)
    found = [e for e in events if wanted in (None, e.type) and _inside(e, since, until)]
    _write(found, reports, as_json=as_json, as_csv=as_csv)


def _write(
    events: Sequence[Event], reports: Mapping[str, Report], *, as_json: bool, as_csv: bool
) -> None:
    from detente.monitor.rows import event_row

    if as_csv:
        print_csv([event_row(e, reports) for e in events])
    elif as_json:
        for event in events:
            print_json(event_row(event, reports))
    elif events:
        print_events(events, reports)
    else:
        say("no such event")


def _known(
    desk: Desk, dyad: Dyad | None, as_of: date | None
) -> tuple[Sequence[Event], Mapping[str, Report]]:
    if dyad is None and as_of is None:
        events = tuple(desk.ledger.events())
        return events, desk.ledger.reports_by_id(e.lead for e in events)
    if dyad is None:
        raise InvalidInput("--as-of needs a pair: add --pair, such as --pair RUS-AZE")
    view = desk.pair(dyad, as_of)
    return view.events, view.reports


def _inside(event: Event, since: date | None, until: date | None) -> bool:
    if event.when is None:
        return since is None and until is None
    late_enough = since is None or event.when.last >= since
    return late_enough and (until is None or event.when.first <= until)

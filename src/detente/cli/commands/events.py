"""``detente events``: the timeline."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile, day, pair
from detente.cli.tables import print_csv
from detente.cli.terminal import print_json, print_table, say
from detente.errors import InvalidInput
from detente.records import EVENT_TYPES, Dyad

if TYPE_CHECKING:
    from detente.monitor.desk import Desk
    from detente.monitor.rows import Row
    from detente.records import Event

__all__ = ["NAME", "command"]

NAME = "events"

_COLUMNS = {
    "id": "id",
    "date": "date",
    "actor": "actor",
    "type": "type",
    "recipient": "recipient",
    "standing": "told as",
    "origins": "origins",
    "span": "words",
}


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
        rows = [
            row
            for event, row in _events(desk, dyad, as_of)
            if (wanted is None or event.type == wanted) and _inside(event, since, until)
        ]
    if as_json:
        for row in rows:
            print_json(row)
    elif as_csv:
        print_csv(rows)
    elif rows:
        print_table(({**row, "standing": _standing(row)} for row in rows), _COLUMNS)
    else:
        say("no such event")


def _events(desk: Desk, dyad: Dyad | None, as_of: date | None) -> list[tuple[Event, Row]]:
    from detente.monitor.rows import event_row

    if dyad is None and as_of is None:
        events = tuple(desk.ledger.events())
        leads = desk.ledger.reports_by_id(e.lead for e in events)
        return [(e, event_row(e, leads)) for e in events]
    if dyad is None:
        raise InvalidInput("--as-of needs a pair: add --pair, such as --pair RUS-AZE")
    view = desk.pair(dyad, as_of)
    return [(e, event_row(e, view.reports)) for e in view.events]


def _inside(event: Event, since: date | None, until: date | None) -> bool:
    if event.when is None:
        return since is None and until is None
    late_enough = since is None or event.when.last >= since
    return late_enough and (until is None or event.when.first <= until)


def _standing(row: Row) -> str:
    marks = [mark for mark in ("claimed", "admitted", "contested") if row[mark]]
    return ", ".join(marks) or "fact"

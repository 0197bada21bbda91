"""``detente tension``: the curve of a pair."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile, Pair
from detente.cli.spark import sparkline
from detente.cli.tables import print_csv
from detente.cli.terminal import print_json, print_line, print_table, say

__all__ = ["NAME", "command"]

NAME = "tension"

_COLUMNS = {
    "day": "day",
    "value": "index",
    "band": "80 % band",
    "words": "words",
    "deeds": "deeds",
    "rung": "rung",
    "state": "state",
    "documents": "documents",
}


def command(
    dyad: Pair,
    days: Annotated[int, typer.Option("--days", min=1, help="Days to list.")] = 30,
    as_of: AsOf = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV to stdout.")] = False,
) -> None:
    """Show the tension index of a pair by day: -100 is cooperation only, 100 conflict only.

    With --json or --csv the whole curve, one day a line.

    Example: detente tension RUS-AZE --as-of 2025-07-01
    """
    from detente.monitor.rows import point_row

    with open_desk(config, ledger) as desk:
        view = desk.pair(dyad, as_of)
    rows = [point_row(p) for p in view.points]
    if as_json:
        for row in rows:
            print_json(row)
    elif as_csv:
        print_csv(rows)
    elif not view.points:
        say(f"{dyad}: no event that enters the curve by {view.as_of}")
    else:
        print_line(f"{' and '.join(view.names)}, {view.points[0].day} to {view.as_of}, "
                   f"{view.points[-1].index}")  # fmt: skip
        values = [p.value for p in view.points]
        print_line(f"{sparkline(values)}  {min(values):+.1f} to {max(values):+.1f}")
        shown = [
            {
                "day": p.day,
                "value": f"{p.value:+.1f}",
                "band": f"{p.low:+.1f} to {p.high:+.1f}",
                "words": f"{p.words:+.1f}",
                "deeds": f"{p.deeds:+.1f}",
                "rung": p.rung,
                "state": p.state,
                "documents": p.documents,
            }
            for p in view.points[-days:]
        ]
        print_table(shown, _COLUMNS)
        print_line(f"Standing rung: {view.rung}, {view.rung_name}")
        if view.caveat:
            print_line(f"Note: {view.caveat}")

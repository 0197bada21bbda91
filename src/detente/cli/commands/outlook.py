"""``detente outlook``: how far it may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile, Pair
from detente.cli.terminal import print_json, print_line, print_table

if TYPE_CHECKING:
    from detente.records import Outlook

__all__ = ["NAME", "command", "show_outlook"]

NAME = "outlook"


def command(
    dyad: Pair,
    as_of: AsOf = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the probability that each rung is newly triggered within 30 and 90 days.

    Example: detente outlook RUS-AZE --as-of 2025-07-01
    """
    from detente.monitor.views import plain

    with open_desk(config, ledger) as desk:
        view = desk.pair(dyad, as_of)
    if as_json:
        print_json(plain(view.outlook))
        return
    print_line(f"{' and '.join(view.names)} as of {view.as_of}: standing on rung {view.rung}, "
               f"{view.rung_name}")  # fmt: skip
    if view.caveat:
        print_line(f"Note: {view.caveat}")
    show_outlook(view.outlook)


def show_outlook(outlook: Outlook) -> None:
    """Write one line a rung, one column a horizon."""
    from detente.knowledge.ladder import RUNGS

    horizons = sorted({c.days for c in outlook.chances})
    chances = {(c.rung, c.days): c for c in outlook.chances}
    rows = []
    for rung in sorted({c.rung for c in outlook.chances}, reverse=True):
        row: dict[str, object] = {"rung": f"{rung} {RUNGS[rung].name} or higher"}
        for days in horizons:
            if c := chances.get((rung, days)):
                row[str(days)] = f"{c.probability:.0%}  ({c.low:.0%} to {c.high:.0%}, n={c.base})"
        rows.append(row)
    columns = {"rung": "newly triggered", **{str(d): f"within {d} days" for d in horizons}}
    print_table(rows, columns)
    print_line(f"{outlook.model}: {outlook.caption}")

"""``detente explain``: how a report or an event came about."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.opening import open_desk
from detente.cli.options import AsJson, AsOf, ConfigFile, LedgerFile
from detente.cli.terminal import print_json, print_line

__all__ = ["NAME", "command"]

NAME = "explain"


def command(
    some_id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of a report or an event, or its beginning.")
    ],
    as_of: AsOf = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Retrace a report or an event: sentence, actors, trigger, date, merging, share in the curve.

    Example: detente explain 3f9a1c
    """
    from detente.monitor.views import plain

    with open_desk(config, ledger) as desk:
        found = desk.explain(some_id, as_of)
    if as_json:
        print_json(plain(found))
        return
    print_line(f"{found.kind} {found.id}")
    print_line(found.title)
    width = max(len(step.name) for step in found.steps)
    for step in found.steps:
        print_line(f"  {step.name:<{width}}  {step.finding}")

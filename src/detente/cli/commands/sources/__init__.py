"""``detente sources``: where news comes from, and how that goes."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.commands.sources import checking, exporting, importing
from detente.cli.commands.sources.standing import show
from detente.cli.options import AsJson, ConfigFile, LedgerFile

__all__ = ["NAME", "app"]

NAME = "sources"

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def about(
    context: typer.Context,
    group: Annotated[
        str | None, typer.Option("--group", help="Only that group, and those below it.")
    ] = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Tell where each source stands: last answer, new items against its habit, errors.

    Commands below it take lists of feeds in and give them out, and ask every source once.

    Example: detente sources --group Baku
    """
    if context.invoked_subcommand is None:
        show(config, ledger, group, as_json=as_json)


for _module in (importing, exporting, checking):
    app.command(_module.NAME)(_module.command)

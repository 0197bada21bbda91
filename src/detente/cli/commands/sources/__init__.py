"""``detente sources``: where news comes from."""

from __future__ import annotations

import typer

from detente.cli.commands.sources import exporting, importing

__all__ = ["NAME", "app"]

NAME = "sources"

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def about() -> None:
    """Take lists of feeds in and give them out, as OPML.

    Example: detente sources import feeds.opml
    """


for _module in (importing, exporting):
    app.command(_module.NAME)(_module.command)

"""``detente serve``: the pages, on this machine only."""

from __future__ import annotations

from typing import Annotated

import typer

from detente.cli.opening import open_ledger
from detente.cli.options import ConfigFile, LedgerFile
from detente.cli.server import PORT, serve
from detente.cli.terminal import print_json

__all__ = ["NAME", "command"]

NAME = "serve"


def command(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = (
        PORT
    ),
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the address as JSON to stdout.")
    ] = False,
) -> None:
    """Serve the pages of the ledger on 127.0.0.1 until Ctrl-C; nobody else can reach them.

    Example: detente serve --port 8642
    """
    from detente.web.app import create_app

    with open_ledger(config, ledger) as (loaded, opened):
        app = create_app(opened, watched=loaded.dyads, title=loaded.title, sources=loaded.records())

        def ready(url: str) -> None:
            if as_json:
                print_json({"url": url})

        serve(app, port=port, open_browser=open_browser, on_ready=ready)

"""``detente demo``: the sample through every stage, then its pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.options import past_day
from detente.cli.server import PORT, check_port, serve
from detente.cli.terminal import print_json, progress

if TYPE_CHECKING:
    from detente.store import Ledger

__all__ = ["NAME", "command"]

NAME = "demo"


def command(
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", parser=past_day, metavar="DAY", help="Without it, 2025-07-01."),
    ] = None,
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the pages afterwards.")
    ] = True,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = (
        PORT
    ),
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser.")] = False,
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger", metavar="FILE", help="Keep the ledger there; without it, it is removed."
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write one JSON object to stdout.")
    ] = False,
) -> None:
    """Take the bundled Russia–Azerbaijan sample through every stage and show what comes out.

    The sample consists of summaries written for Detente, each linked to the page it sums up. It is
    shown as of its height, 2025-07-01, with what followed beside it.

    Example: detente demo --as-of 2025-02-07 --no-serve
    """
    from detente.cli.demo import as_object, show
    from detente.monitor.demo import HEIGHT, look, run_sample

    if serving:
        check_port(port)
    with _ledger(ledger) as opened:
        with progress() as bars:
            summary = run_sample(opened, progress=bars)
        view = look(opened, summary, as_of or HEIGHT)
        if as_json:
            print_json(as_object(view))
        else:
            show(view)
        if serving:
            _serve(opened, view.pair.as_of, port, open_browser)


@contextmanager
def _ledger(path: Path | None) -> Iterator[Ledger]:
    from detente.store import Ledger

    if path:
        with Ledger.open(path) as opened:
            yield opened
        return
    with (
        tempfile.TemporaryDirectory(prefix="detente-demo-") as folder,
        Ledger.open(Path(folder) / "demo.db") as opened,
    ):
        yield opened


def _serve(ledger: Ledger, as_of: date, port: int, open_browser: bool) -> None:
    from detente.monitor.demo import DYAD, READ_AT, TITLE
    from detente.web.app import create_app

    # The sample ends where it ends: its age is not that of a ledger somebody forgot to feed.
    app = create_app(ledger, watched=[DYAD], as_of=as_of, title=TITLE, today=lambda: READ_AT.date())
    serve(app, port=port, path=f"/pair/{DYAD}", open_browser=open_browser)

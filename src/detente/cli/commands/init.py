"""``detente init``: settings to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.options import AsJson, state
from detente.cli.terminal import print_json, print_line
from detente.records import Dyad

__all__ = ["NAME", "command"]

NAME = "init"


def command(
    one: Annotated[
        str,
        typer.Argument(
            parser=state, metavar="STATE", help="ISO 3166 alpha-3 code or English name."
        ),
    ],
    other: Annotated[str, typer.Argument(parser=state, metavar="STATE", help="The other one.")],
    folder: Annotated[
        Path, typer.Option("--folder", help="Where to write.", file_okay=False)
    ] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Overwrite settings.")] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Files only: name no feeds and no web addresses.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write commented settings for a pair of states to detente.toml.

    They name agencies, media and ministries of both states, and some that report on every pair.

    Example: detente init RUS AZE
    """
    from detente.monitor.starter import write_starter

    path = write_starter(Dyad.of(one, other), folder, force=force, feeds=not offline)
    if as_json:
        print_json({"path": str(path)})
        return
    print_line(f"Wrote {path}. Put saved pages, texts or JSON lines into {path.parent / 'news'},")
    enter = "" if path.parent == Path() else f"cd {path.parent} && "
    print_line(f"then: {enter}detente run{' --once' if offline else ''}")
    if not offline:
        print_line("Its web addresses are unverified; `detente sources check` tests them.")

"""``detente evaluate reading``: saved pages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import show
from detente.cli.options import AsJson
from detente.cli.terminal import progress, say
from detente.errors import InvalidInput

__all__ = ["NAME", "command"]

NAME = "reading"


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Saved pages with their gold.")],
    fast: Annotated[
        bool, typer.Option("--fast", help="Read in about half the time, a little less exactly.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Score text and day of publication of saved pages.

    Text: F1 by shared runs of four words, the mean over pages. Dates: the share that is right to
    the day.

    Example: detente evaluate reading pages/
    """
    from detente.evaluation import reading

    if not folder.is_dir():
        raise InvalidInput(f"{folder}: no such folder")
    pages, left = reading.gold_pages(folder)
    for reason in left:
        say(f"left out: {reason}")
    with progress() as bars:
        figures = reading.figures(pages, bars, now=datetime.now(UTC), fast=fast)
    show(figures, len(pages), as_json, f"pages of {folder}")

"""``detente evaluate floors``: all figures against their floors."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import Data, show
from detente.cli.options import AsJson, CoderName
from detente.cli.terminal import progress, say
from detente.errors import InvalidInput
from detente.pieces import DEFAULT_CODER

__all__ = ["NAME", "command"]

NAME = "floors"


def command(
    data: Data = Path("../shared"),
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="The floors; without it the package's own."),
    ] = None,
    raise_them: Annotated[
        bool, typer.Option("--raise", help="Raise floors to today's intervals; add new ones.")
    ] = False,
    lower: Annotated[
        list[str] | None,
        typer.Option(
            "--lower",
            metavar="WHAT",
            help="Take down one floor, such as 'dyads actor_recipient f1', or take the shares of"
            " types as they are: 'shares news'. May be given several times.",
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why a floor goes down.")] = "",
    coder: CoderName = DEFAULT_CODER,
    as_json: AsJson = False,
) -> None:
    """Measure everything and fail (exit status 1) where a figure lies below its floor.

    Also checks the share of each type in plain news, which may not move by more than a quarter.

    Example: detente evaluate floors --data ../shared
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import floors
    from detente.evaluation.suites import Bench

    path = file or floors.packaged(coder)
    kept = floors.Floors()
    if path.exists():
        kept = floors.Floors.parse(path.read_text("utf8"), str(path))
    elif not raise_them:
        raise InvalidInput(f"{path}: no floors there; --raise writes them")
    now = datetime.now(UTC)
    with progress() as bars:
        bench = Bench(data=data, coder=find_coder(coder), now=now, progress=bars)
        measured = floors.measure(bench)
    changed = kept
    for what in lower or ():
        day = now.date().isoformat()
        changed = floors.lower(changed, measured, what, day=day, reason=reason)
    if raise_them:
        changed = floors.raised(changed, measured)
    if changed != kept:
        path.write_text(changed.text(), "utf8")
        say(f"written: {path}")
    figures = [
        type(one)((suite, *one.name), one.value, one.low, one.high)
        for suite, several in measured.figures.items()
        for one in several
    ]
    show(figures, len(figures), as_json, f"all figures of {coder}")
    problems = list(floors.check(changed, measured))
    for problem in problems:
        say(problem)
    if problems:
        sys.exit(1)
    say("no figure lies below its floor")

"""``detente evaluate spans``: states in the marked ends of sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import show
from detente.cli.options import AsJson
from detente.cli.terminal import print_line, waiting

__all__ = ["NAME", "command"]

NAME = "spans"


def command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Marked sentences, JSON lines.")],
    ids: Annotated[Path, typer.Option("--ids", metavar="FILE", help="The two states of each row.")],
    missed: Annotated[
        bool, typer.Option("--missed", help="List the spans without their state.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Tell how often a state is found in the marked ends of sentences between two states.

    Example: detente evaluate spans plv.jsonl --ids ids.json
    """
    from detente.evaluation import read_rows, spans
    from detente.evaluation.suites import with_ends

    rows = with_ends(read_rows(gold), ids)
    if missed:
        for words, wanted, found in spans.misses(rows):
            print_line(f"{wanted}  {'+'.join(sorted(found)) or '-':<12} {words}")
    with waiting("finding actors"):
        figures = spans.figures(rows)
    show(figures, len(rows), as_json, f"spans of {gold.name}")

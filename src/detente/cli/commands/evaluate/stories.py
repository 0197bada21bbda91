"""``detente evaluate stories``: articles grouped into stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import show
from detente.cli.options import AsJson, CoderName
from detente.cli.terminal import waiting
from detente.pieces import DEFAULT_CODER

__all__ = ["NAME", "command"]

NAME = "stories"


def command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Articles, JSON lines.")],
    coder: CoderName = DEFAULT_CODER,
    as_json: AsJson = False,
) -> None:
    """Score how articles are grouped into stories, by BCubed: by their words, and by merging.

    Example: detente evaluate stories news_cluster.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import read_rows, stories

    rows = read_rows(gold)
    with waiting("reading and grouping"):
        figures = stories.figures(rows, find_coder(coder))
    show(figures, len(rows), as_json, f"stories of {gold.name}")

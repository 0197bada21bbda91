"""What the commands of ``detente evaluate`` share: options, and how figures are shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from detente.cli.terminal import print_json, print_line

if TYPE_CHECKING:
    from detente.evaluation import Figure

__all__ = ["Data", "Ids", "show"]

Data: TypeAlias = Annotated[
    Path, typer.Option("--data", metavar="DIR", help="Folder of all evaluation data.")
]
Ids: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--ids", metavar="FILE", help="The two states of each row: JSON list of id, a and b."
    ),
]


def show(figures: Sequence[Figure], count: int, as_json: bool, about: str) -> None:
    """Print figures with their intervals, as lines or as one JSON object."""
    from detente.evaluation.figures import intervals, nested

    if as_json:
        print_json({"n": count, **nested(figures), "intervals": intervals(figures)})
        return
    print_line(f"{about}, n = {count}")
    for one in figures:
        print_line(one)

"""``detente evaluate actors``: phrases to country and sector."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import show
from detente.cli.options import AsJson
from detente.cli.terminal import say
from detente.errors import InvalidInput

__all__ = ["NAME", "command"]

NAME = "actors"


def command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Phrases, JSON lines.")],
    pred: Annotated[
        Path | None, typer.Option("--pred", metavar="OUT", help="Write answers here.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score phrases to country and sector; rows that ask only for a title are left out.

    Example: detente evaluate actors phrases.jsonl
    """
    from detente.evaluation import actors, read_rows, write_rows

    rows = read_rows(gold)
    asked, left = actors.questions(rows, datetime.now(UTC).date())
    if not asked:
        raise InvalidInput(f"{gold}: no row asks for a country or a sector")
    found = list(actors.answers(asked))
    if pred:
        pairs = zip(asked, found, strict=True)
        write_rows(
            pred,
            ({"id": q.row["id"], "country": a.country, "sector": a.sector} for q, a in pairs),
        )
    say(f"{left} of {len(rows)} rows ask only for a title and are left out")
    show(actors.figures(asked, found), len(asked), as_json, f"phrases of {gold.name}")

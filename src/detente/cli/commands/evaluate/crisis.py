"""``detente evaluate crisis``: the items of one crisis."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from detente.cli.commands.evaluate.shown import show
from detente.cli.options import AsJson, CoderName, Recall, at_point
from detente.cli.terminal import say, waiting
from detente.errors import InvalidInput
from detente.pieces import DEFAULT_CODER

__all__ = ["NAME", "command"]

NAME = "crisis"


def command(
    items: Annotated[Path, typer.Argument(metavar="ITEMS", help="Items, JSON lines.")],
    events: Annotated[
        Path | None, typer.Option("--events", metavar="OUT", help="Write events here, CSV.")
    ] = None,
    triples: Annotated[
        Path | None, typer.Option("--triples", metavar="OUT", help="Write triples here.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            "--gold", metavar="DIR", help="Folder of CASE_events.csv and item_triples.jsonl."
        ),
    ] = None,
    case: Annotated[str, typer.Option("--case", help="Name of the crisis in the gold.")] = "sample",
    coder: CoderName = DEFAULT_CODER,
    recall: Recall = False,
    as_json: AsJson = False,
) -> None:
    """Code the items of a crisis: who did what to whom by item, and the merged events.

    With --gold, their scores: triples item by item and language, events one to one.

    Example: detente evaluate crisis items.jsonl --events events.csv --triples triples.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import crisis, crisis_scores, read_rows, write_rows

    rows = read_rows(items)
    with waiting("reading and coding"):
        coded = crisis.code_items(rows, find_coder(at_point(coder, recall)), now=datetime.now(UTC))
    found, told = list(crisis.event_rows(coded)), list(crisis.triple_rows(coded))
    if events:
        crisis.write_events(events, found)
    if triples:
        write_rows(triples, told)
    say(f"{len(rows)} items, {len(coded.reports)} reports, {len(found)} events")
    for skip in coded.skips:
        say(f"left out: {skip.reason} ({skip.detail or skip.subject})")
    if not coded.of_document:
        raise InvalidInput(f"{items}: no item holds a text; see docs/how-to/evaluate.md")
    if gold:
        triples_gold = read_rows(gold / "item_triples.jsonl")
        wanted = [row for row in triples_gold if row.get("crisis", case) == case]
        if not wanted:
            known = ", ".join(sorted({str(row["crisis"]) for row in triples_gold}))
            raise InvalidInput(
                f"{gold}: no triples of crisis {case!r}; --case names one of: {known}"
            )
        figures = crisis_scores.triple_figures(wanted, told)
        kept = crisis_scores.read_events(gold / f"{case}_events.csv")
        figures += crisis_scores.event_figures(kept, found)
        show(figures, len(rows), as_json, f"{case} by {coder}")

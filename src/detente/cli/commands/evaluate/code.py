"""``detente evaluate code``: a coder on gold sentences."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.commands.evaluate.shown import Ids, show
from detente.cli.options import AsJson, CoderName, Recall, at_point
from detente.cli.terminal import print_json, print_line, progress
from detente.errors import InvalidInput
from detente.pieces import DEFAULT_CODER

if TYPE_CHECKING:
    from detente.evaluation.curve import Point

__all__ = ["NAME", "command"]

NAME = "code"
TASKS = ("dyads", "lines", "pairs", "penta", "raters")


def command(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Gold rows, JSON lines.")],
    task_name: Annotated[str, typer.Option("--task", help=f"One of {', '.join(TASKS)}.")],
    ids: Ids = None,
    split: Annotated[str | None, typer.Option("--split", help="Only rows of this split.")] = None,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="FILE", help="Texts by id, for gold lines without them."),
    ] = None,
    pred: Annotated[
        Path | None, typer.Option("--pred", metavar="OUT", help="Write predictions here.")
    ] = None,
    coder: CoderName = DEFAULT_CODER,
    recall: Recall = False,
    curve: Annotated[
        bool, typer.Option("--curve", help="Print precision and recall at rising confidence.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Score a coder on gold sentences, by one of five protocols.

    pairs: the type, both ends given. dyads: who did what to whom, raw text in; needs --ids. raters:
    which types occur at all, beside several people. penta: the class of the sentence. lines:
    hand-coded news lines.

    With --curve the coder tells all that it thinks possible, and each line of the output counts the
    events of at least the confidence that it begins with; for dyads, raters and lines.

    Example: detente evaluate code --task dyads plv.jsonl --ids ids.json --pred out.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import read_rows, write_rows
    from detente.evaluation.curve import curve as points
    from detente.evaluation.curve import widest
    from detente.evaluation.suites import with_ends
    from detente.evaluation.tasks import predictions, task
    from detente.evaluation.texts import with_texts

    chosen, found_coder = task(task_name), find_coder(at_point(coder, recall))
    rows = read_rows(gold, split)
    if texts:
        rows = with_texts(rows, texts)
    if ids:
        rows = with_ends(rows, ids)
    elif chosen.NAME == "dyads" and not any(row.get("a") for row in rows):
        raise InvalidInput("dyads needs the two states of each row: --ids FILE")
    if curve:
        found_coder = widest(found_coder)
    made = []
    with progress() as bars:
        for number, one in enumerate(predictions(chosen, rows, found_coder), start=1):
            made.append(one)
            bars("rows", number, len(rows))
    if pred:
        write_rows(pred, made)
    said = {one["id"]: one for one in made}
    if curve:
        _show_curve(points(chosen, rows, said), as_json)
        return
    figures = chosen.figures(rows, said)
    about = f"{task_name} on {gold.name} by {found_coder.name}"
    if size := getattr(chosen, "size", None):
        about += f", {size(rows)}"
    show(figures, len(rows), as_json, about)


def _show_curve(points: Iterable[Point], as_json: bool) -> None:
    for one in points:
        figures = {"precision": one.precision, "recall": one.recall, "f1": one.f1}
        if as_json:
            print_json({"confidence": one.confidence, **figures})
            continue
        told = "  ".join(f"{name} {value:.3f}" for name, value in figures.items())
        print_line(f"at {one.confidence:.2f}  {told}")

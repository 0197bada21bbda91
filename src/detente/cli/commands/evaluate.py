"""``detente evaluate``: figures on gold, each by one command."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from detente.cli.options import AsJson
from detente.cli.terminal import print_json, print_line, progress, say
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from detente.evaluation import Figure

__all__ = ["NAME", "app"]

NAME = "evaluate"

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
TASKS = ("dyads", "lines", "pairs", "penta", "raters")

CoderName: TypeAlias = Annotated[str, typer.Option("--coder", help="Name of the coder.")]
Data: TypeAlias = Annotated[
    Path, typer.Option("--data", metavar="DIR", help="Folder of all evaluation data.")
]
Ids: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--ids", metavar="FILE", help="The two states of each row: JSON list of id, a and b."
    ),
]


@app.callback()
def about() -> None:
    """Measure what the program achieves on gold: coding, crises, pages, actors, stories.

    Every figure comes with the 95 % interval of resampling its rows. Gold comes as files in the
    published formats; none is part of the program.

    Example: detente evaluate code --task pairs gold.jsonl
    """


@app.command("code")
def evaluate_code(
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
    coder: CoderName = "rules.v1",
    as_json: AsJson = False,
) -> None:
    """Score a coder on gold sentences, by one of five protocols.

    pairs: the type, both ends given. dyads: who did what to whom, raw text in; needs --ids. raters:
    which types occur at all, beside several people. penta: the class of the sentence. lines:
    hand-coded news lines.

    Example: detente evaluate code --task dyads plv.jsonl --ids ids.json --pred out.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import read_rows, write_rows
    from detente.evaluation.suites import with_ends
    from detente.evaluation.tasks import predictions, task
    from detente.evaluation.texts import with_texts

    chosen, found_coder = task(task_name), find_coder(coder)
    rows = read_rows(gold, split)
    if texts:
        rows = with_texts(rows, texts)
    if ids:
        rows = with_ends(rows, ids)
    elif chosen.NAME == "dyads" and not any(row.get("a") for row in rows):
        raise InvalidInput("dyads needs the two states of each row: --ids FILE")
    made = []
    with progress() as bars:
        for number, one in enumerate(predictions(chosen, rows, found_coder), start=1):
            made.append(one)
            bars("rows", number, len(rows))
    if pred:
        write_rows(pred, made)
    figures = chosen.figures(rows, {one["id"]: one for one in made})
    _show(figures, len(rows), as_json, f"{task_name} on {gold.name} by {coder}")


@app.command("crisis")
def evaluate_crisis(
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
    coder: CoderName = "rules.v1",
    as_json: AsJson = False,
) -> None:
    """Code the items of a crisis: who did what to whom by item, and the merged events.

    With --gold, their scores: triples item by item and language, events one to one.

    Example: detente evaluate crisis items.jsonl --events events.csv --triples triples.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import crisis, crisis_scores, read_rows, write_rows

    rows = read_rows(items)
    coded = crisis.code_items(rows, find_coder(coder), now=datetime.now(UTC))
    found, told = list(crisis.event_rows(coded)), list(crisis.triple_rows(coded))
    if events:
        crisis.write_events(events, found)
    if triples:
        write_rows(triples, told)
    say(f"{len(rows)} items, {len(coded.reports)} reports, {len(found)} events")
    for skip in coded.skips:
        say(f"left out: {skip.reason} ({skip.detail})")
    if gold:
        wanted = [r for r in read_rows(gold / "item_triples.jsonl") if r["crisis"] == case]
        figures = crisis_scores.triple_figures(wanted, told)
        kept = crisis_scores.read_events(gold / f"{case}_events.csv")
        figures += crisis_scores.event_figures(kept, found)
        _show(figures, len(rows), as_json, f"{case} by {coder}")


@app.command("reading")
def evaluate_reading(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Saved pages with their gold.")],
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
    pages = reading.gold_pages(folder)
    with progress() as bars:
        figures = reading.figures(pages, bars, now=datetime.now(UTC))
    _show(figures, len(pages), as_json, f"pages of {folder}")


@app.command("actors")
def evaluate_actors(
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
    _show(actors.figures(asked, found), len(asked), as_json, f"phrases of {gold.name}")


@app.command("spans")
def evaluate_spans(
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
    _show(spans.figures(rows), len(rows), as_json, f"spans of {gold.name}")


@app.command("stories")
def evaluate_stories(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Articles, JSON lines.")],
    coder: CoderName = "rules.v1",
    as_json: AsJson = False,
) -> None:
    """Score how articles are grouped into stories, by BCubed: by their words, and by merging.

    Example: detente evaluate stories news_cluster.jsonl
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import read_rows, stories

    rows = read_rows(gold)
    figures = stories.figures(rows, find_coder(coder))
    _show(figures, len(rows), as_json, f"stories of {gold.name}")


@app.command("floors")
def evaluate_floors(
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
    coder: CoderName = "rules.v1",
    as_json: AsJson = False,
) -> None:
    """Measure everything and fail (exit status 1) where a figure lies below its floor.

    Also checks the share of each type in plain news, which may not move by more than a quarter.

    Example: detente evaluate floors --data ../shared
    """
    from detente.coding import coder as find_coder
    from detente.evaluation import floors
    from detente.evaluation.suites import Bench

    path = file or floors.packaged()
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
    _show(figures, len(figures), as_json, f"all figures of {coder}")
    problems = list(floors.check(changed, measured))
    for problem in problems:
        say(problem)
    if problems:
        sys.exit(1)
    say("no figure lies below its floor")


def _show(figures: Sequence[Figure], count: int, as_json: bool, about: str) -> None:
    from detente.evaluation.figures import intervals, nested

    if as_json:
        print_json({"n": count, **nested(figures), "intervals": intervals(figures)})
        return
    print_line(f"{about}, n = {count}")
    for one in figures:
        print_line(one)

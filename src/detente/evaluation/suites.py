"""All figures on the visible data, suite by suite; each names the files it rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from detente.coding import Coder
from detente.errors import InvalidInput
from detente.evaluation import actors, crisis, crisis_scores, reading, spans, stories
from detente.evaluation.figures import Figure
from detente.evaluation.gold import Row, read_json, read_rows
from detente.evaluation.tasks import predictions, task

__all__ = ["SUITES", "Bench", "Suite", "with_ends"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a suite is measured with."""

    data: Path
    coder: Coder
    now: datetime
    progress: Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Suite:
    """A name, the files or folders below the data that count, and the work."""

    name: str
    files: tuple[str, ...]
    measure: Callable[[Bench], list[Figure]]


def with_ends(rows: Sequence[Row], ids: Path) -> list[Row]:
    """Add fields ``a`` and ``b``, the states of both ends, to the rows that the ids file names."""
    listed = read_json(ids)
    whole = isinstance(listed, list) and all(
        isinstance(entry, dict) and {"id", "a", "b"} <= entry.keys() for entry in listed
    )
    if not whole:
        raise InvalidInput(f"{ids}: not a JSON list of objects with id, a and b (two states)")
    ends = {entry["id"]: entry for entry in listed}
    if not any(row["id"] in ends for row in rows):
        raise InvalidInput(f"{ids}: none of its ids is a row's; give the ids file of these rows")
    return [
        Row(row.path, row.line, {**row.fields, "a": end.get("a"), "b": end.get("b")})
        for row in rows
        for end in [ends.get(row["id"], {})]
    ]


def _task(name: str, file: str, ids: str | None = None) -> Suite:
    def measure(bench: Bench) -> list[Figure]:
        rows = read_rows(bench.data / file)
        if ids:
            rows = with_ends(rows, bench.data / ids)
        chosen = task(name)
        said = {one["id"]: one for one in predictions(chosen, rows, bench.coder)}
        return list(chosen.figures(rows, said))

    return Suite(name, (file, ids) if ids else (file,), measure)


def _triples(bench: Bench) -> list[Figure]:
    folder = bench.data / "crises"
    coded = crisis.code_items(read_rows(folder / "items.jsonl"), bench.coder, now=bench.now)
    gold = read_rows(folder / "item_triples.jsonl")
    found = crisis_scores.triple_figures(gold, crisis.triple_rows(coded))
    return [f for f in found if f.name[0] == "lang:en"]


def _events(bench: Bench) -> list[Figure]:
    folder = bench.data / "crises"
    coded = crisis.code_items(read_rows(folder / "items.jsonl"), bench.coder, now=bench.now)
    gold = crisis_scores.read_events(folder / "sample_events.csv")
    return crisis_scores.event_figures(gold, list(crisis.event_rows(coded)))


def _reading(bench: Bench) -> list[Figure]:
    pages, _ = reading.gold_pages(bench.data / "pages")
    exact = reading.figures(pages, bench.progress, now=bench.now)
    fast = reading.figures(pages, bench.progress, now=bench.now, fast=True)
    return exact + [replace(one, name=("fast", *one.name)) for one in fast]


def _actors(bench: Bench) -> list[Figure]:
    rows = read_rows(bench.data / "gold" / "ngec_actor_resolution.jsonl")
    asked, _ = actors.questions(rows, bench.now.date())
    return actors.figures(asked, list(actors.answers(asked)))


def _spans(bench: Bench) -> list[Figure]:
    gold = bench.data / "gold"
    return spans.figures(with_ends(read_rows(gold / "plv.jsonl"), gold / "plv_interstate_ids.json"))


def _stories(bench: Bench) -> list[Figure]:
    rows = read_rows(bench.data / "stories" / "news_cluster.jsonl")
    return stories.figures(rows, bench.coder)


_IDS = "gold/plv_interstate_ids.json"
SUITES = (
    _task("pairs", "gold/plv.jsonl"),
    _task("dyads", "gold/plv.jsonl", _IDS),
    _task("raters", "gold/osorio_a.jsonl"),
    _task("penta", "gold/cameo_class.jsonl"),
    Suite("triples", ("crises/items.jsonl", "crises/item_triples.jsonl"), _triples),
    Suite("events", ("crises/items.jsonl", "crises/sample_events.csv"), _events),
    Suite("reading", ("pages",), _reading),
    Suite("actors", ("gold/ngec_actor_resolution.jsonl",), _actors),
    Suite("spans", ("gold/plv.jsonl", _IDS), _spans),
    Suite("stories", ("stories/news_cluster.jsonl",), _stories),
)

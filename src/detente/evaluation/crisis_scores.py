"""Scores of a crisis: triples item by item, events one to one, as its protocol counts them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import DetenteError, InvalidInput
from detente.evaluation.figures import Figure, figure, prf_figures
from detente.evaluation.gold import Row
from detente.evaluation.scheme import SYMMETRIC
from detente.knowledge.plover import quad
from detente.records import When

__all__ = ["event_figures", "read_events", "triple_figures"]

_FREE = frozenset({"optional", "speculative"})
_TOLERANCES = (0, 1, 3)
_NEEDED = ("date", "source", "target", "plover_type")

EventRow = Mapping[str, str]


def triple_figures(gold: Sequence[Row], said: Iterable[Mapping[str, Any]]) -> list[Figure]:
    """Score triples: precision, recall and F1 over all items, then by language."""
    found = {
        x["item_id"]: {(t["source"][:3], t["plover_type"], t["target"][:3]) for t in x["triples"]}
        for x in said
    }
    counts = np.array([_triple_counts(row, found.get(row["item_id"], set())) for row in gold])
    languages = np.array([str(row.get("language", "und")) for row in gold])
    result = prf_figures("all", counts)
    for language in sorted(set(languages)):
        result += prf_figures(f"lang:{language}", counts[languages == language])
    return result


def _triple_counts(row: Row, found: set[tuple[str, str, str]]) -> tuple[int, int, int, int]:
    used: set[tuple[str, str, str]] = set()
    hit = wanted = 0
    for triple in row.items("triples"):
        if not {"source", "plover_type", "target"} <= triple.keys():
            raise row.wrong("a triple needs source, plover_type and target")
        one, other = triple["source"], triple["target"]
        kinds = (triple["plover_type"], *(triple.get("alt_types") or ()))
        readings = {(one, kind, other) for kind in kinds}
        if triple["plover_type"] in SYMMETRIC:
            readings |= {(b, kind, a) for a, kind, b in readings}
        used |= readings & found
        if not _FREE.intersection(triple.get("flags") or ()):
            wanted += 1
            hit += bool(readings & found)
    return hit, hit + len(found - used), hit, wanted


def read_events(path: Path) -> list[EventRow]:
    """Read a CSV of events. Raises `InvalidInput` with file and line."""
    try:
        with path.open(encoding="utf8", newline="") as stream:
            rows: list[EventRow] = list(csv.DictReader(stream))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{path}: {error}") from None
    if rows and (missing := [name for name in _NEEDED if name not in rows[0]]):
        raise InvalidInput(
            f"{path}, line 1: no column {missing[0]!r}; it needs {', '.join(_NEEDED)}"
        )
    for number, row in enumerate(rows, start=2):
        try:
            When.parse(row["date"])
            quad(row["plover_type"])
        except (KeyError, DetenteError) as error:
            raise InvalidInput(f"{path}, line {number}: {error}") from None
    return rows


def event_figures(gold: Sequence[EventRow], said: Sequence[EventRow]) -> list[Figure]:
    """Score events one to one: recall by tolerance in days, the past, and how many rows fit."""
    past = [g for g in gold if g.get("background") == "yes"]
    current = [g for g in gold if g.get("background") != "yes"]
    result = []
    for days in _TOLERANCES:
        for name, by_quad in (("type", False), ("quad", True)):
            hit = _matched(current, said, days, by_quad=by_quad)
            result.append(_share((f"recall within {days} days", name), hit))
    result.append(_share(("background at its own date",), _matched(past, said, 1)))
    fitting = [any(_fits(g, p, 1) for g in gold) for p in said]
    result.append(_share(("predicted rows that fit",), fitting))
    return result


def _share(name: tuple[str, ...], hits: Sequence[bool]) -> Figure:
    if not hits:
        return Figure(name, 0.0)
    found = np.array(hits, dtype=float)
    return figure(name, lambda units: float(np.mean(found[units])), len(found))


def _fits(g: EventRow, p: EventRow, days: int, *, by_quad: bool = False) -> bool:
    kinds = {g["plover_type"], *filter(None, (g.get("alt_types") or "").split(";"))}
    same = p["plover_type"] in kinds
    if by_quad and not same:
        same = quad(p["plover_type"]) in {quad(kind) for kind in kinds}
    ends, said = (g["source"][:3], g["target"][:3]), (p["source"][:3], p["target"][:3])
    if not same or not (
        ends == said or (g["plover_type"] in SYMMETRIC and ends == tuple(reversed(said)))
    ):
        return False
    near: timedelta = timedelta(days)
    one, other = When.parse(g["date"]), When.parse(p["date"])
    return one.first <= other.last + near and one.last >= other.first - near


def _matched(
    gold: Sequence[EventRow], said: Sequence[EventRow], days: int, *, by_quad: bool = False
) -> list[bool]:
    """Tell of each gold event whether the largest one-to-one matching holds it."""
    links: dict[int, list[int]] = defaultdict(list)
    for i, g in enumerate(gold):
        links[i] = [j for j, p in enumerate(said) if _fits(g, p, days, by_quad=by_quad)]
    taken: dict[int, int] = {}
    return [_place(i, links, taken, set()) for i in range(len(gold))]


def _place(i: int, links: Mapping[int, list[int]], taken: dict[int, int], seen: set[int]) -> bool:
    """Find a row for gold event `i`, moving others along an augmenting path if need be."""
    for j in _unseen(links[i], seen):
        if j not in taken or _place(taken[j], links, taken, seen):
            taken[j] = i
            return True
    return False


def _unseen(rows: Iterable[int], seen: set[int]) -> Iterator[int]:
    for j in rows:
        if j not in seen:
            seen.add(j)
            yield j

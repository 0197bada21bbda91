"""``evaluate crisis``: items of one crisis in; its events and each item's triples out.

The files are those of the crisis protocol: events as CSV with ``date,source,target,plover_type,
contested,item_ids``; triples as JSON lines, one an item. Items go through reading, coding and
merging as any page does.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from detente.coding import Coder, code
from detente.evaluation.gold import Row
from detente.evaluation.tasks.events import UNREAL
from detente.merging import merge
from detente.reading import read_page
from detente.records import Actor, Document, Page, Report, Skip, When

__all__ = ["COLUMNS", "Coded", "code_items", "event_rows", "triple_rows", "write_events"]

COLUMNS = ("date", "source", "target", "plover_type", "contested", "item_ids")


@dataclass(frozen=True, slots=True)
class Coded:
    """Items with their reports."""

    items: tuple[str, ...]
    """Ids, in the order of the file."""
    of_document: Mapping[str, tuple[str, ...]]
    """Document id to the ids of the items that are that document."""
    reports: tuple[Report, ...]
    skips: tuple[Skip, ...]
    """Items without a text, or in a language that the coder does not read."""


def code_items(rows: Sequence[Row], coder: Coder, *, now: datetime) -> Coded:
    """Read and code all items as if they were fetched `now` (aware UTC)."""
    skips: list[Skip] = []
    of_document: dict[str, list[str]] = {}
    documents: dict[str, Document] = {}
    for row in rows:
        body = json.dumps(dict(row.fields)).encode()
        page = Page(
            url=str(row.get("url") or row["id"]), body=body, media_type="application/json",
            fetched_at=now,
        )  # fmt: skip
        document = read_page(page)
        if isinstance(document, Skip):
            skips.append(document)
            continue
        of_document.setdefault(document.id, []).append(str(row["id"]))
        documents[document.id] = document
    reports = tuple(code(documents.values(), coder, on_skip=skips.append))
    return Coded(
        tuple(str(row["id"]) for row in rows),
        {key: tuple(ids) for key, ids in of_document.items()},
        reports,
        tuple(skips),
    )


def triple_rows(coded: Coded) -> Iterator[dict[str, Any]]:
    """Give who did what to whom by item, each triple once; items that tell nothing stay in."""
    found: dict[str, set[tuple[str, str, str]]] = {item: set() for item in coded.items}
    for report in coded.reports:
        if (triple := _triple(report)) and report.status not in UNREAL:
            for item in coded.of_document[report.document]:
                found[item].add(triple)
    for item, triples in found.items():
        yield {
            "item_id": item,
            "triples": [
                {"source": a, "plover_type": kind, "target": b} for a, kind, b in sorted(triples)
            ],
        }


def _triple(deed: Report) -> tuple[str, str, str] | None:
    one, other = _country(deed.actor), _country(deed.recipient)
    return (one, deed.type, other) if one and other and one != other and deed.type else None


def _country(actor: Actor | None) -> str | None:
    return actor.country if actor else None


def event_rows(coded: Coded) -> Iterator[dict[str, str]]:
    """Give the dated events between two states, and dated deeds of the past, in order of date."""
    reports = {report.id: report for report in coded.reports}
    rows = []
    for event in merge(coded.reports):
        one, other = _country(event.actor), _country(event.recipient)
        if event.when and one and other and one != other:
            told = [reports[i] for i in event.reports]
            rows.append(_row(event.when, one, other, event.type, event.contested, told, coded))
    past: dict[tuple[When, tuple[str, str, str]], list[Report]] = {}
    for report in coded.reports:
        if report.status == "background" and report.when and (triple := _triple(report)):
            past.setdefault((report.when, triple), []).append(report)
    for (when, (one, kind, other)), told in past.items():
        rows.append(_row(when, one, other, kind, False, told, coded))
    yield from sorted(rows, key=lambda row: tuple(row.values()))


def _row(
    when: When, one: str, other: str, kind: str, contested: bool, told: Iterable[Report],
    coded: Coded,
) -> dict[str, str]:  # fmt: skip
    items = {item for report in told for item in coded.of_document[report.document]}
    day = str(when)
    values = (
        day.partition("/")[0], one, other, kind, "yes" if contested else "no",
        ";".join(sorted(items)),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def write_events(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write events as CSV; the file is there whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    partial.replace(path)

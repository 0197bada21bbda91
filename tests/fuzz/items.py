"""What is fuzzed: a file of one kind, and what must hold of all that comes of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from detente.coding import coder
from detente.collecting import collect
from detente.reading import read_page
from detente.records import Document, Page, Report, Skip, Source

__all__ = ["NOW", "Item", "take", "through"]

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
ITEMS_LOOKED_AT = 300
"""Items of one file that are read and coded: a file of a thousand short lines is nothing new."""


@dataclass(frozen=True, slots=True)
class Item:
    """A file to be: its ending, its bytes, and whether all its words are our own."""

    suffix: str
    body: bytes
    ours: bool = True


def take(item: Item) -> None:
    """Take a file through collecting, reading and coding. Raises for whatever breaks a law."""
    with tempfile.TemporaryDirectory(prefix="detente-fuzz-") as folder:
        path = Path(folder) / f"item{item.suffix}"
        path.write_bytes(item.body)
        skips: list[Skip] = []
        pages = collect([Source.files(str(path))], now=NOW, on_skip=skips.append)
        for number, page in enumerate(pages):
            if number >= ITEMS_LOOKED_AT:
                break
            through(page)


def through(page: Page) -> tuple[Report, ...]:
    """Read and code one page, as English whatever it is, and check what comes out."""
    found = read_page(page)
    if isinstance(found, Skip):
        assert found.reason != "reading failed", found.detail
        return ()
    assert found.id == read_page(page).id, "reading twice gives two documents"
    found.to_json().encode("utf8")
    reports = coder("rules.v1").code(replace(found, language="en"))
    for problem in _problems(found, reports):
        raise AssertionError(problem)
    return reports


def _problems(document: Document, reports: tuple[Report, ...]) -> Iterator[str]:
    sentences = {s.index: s.text for s in document.sentences()}
    for report in reports:
        start, end = report.span
        if sentences.get(report.sentence) != report.quote:
            yield "a quote is not its sentence"
        if not 0 <= start < end <= len(report.quote):
            yield "a span lies outside its quote"
        if Report.from_json(report.to_json()).id != report.id:
            yield "a report does not survive JSON"
    if len({report.id for report in reports}) != len(reports):
        yield "a report is told twice"

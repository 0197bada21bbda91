"""Sentences per second of the coders on one core, and what each stage takes of a run."""

from __future__ import annotations

import gzip
import itertools
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from detente.coding import coder
from detente.knowledge.gazetteer import find_mentions
from detente.language import sentences
from detente.monitor.run import run_once
from detente.reading import read_page
from detente.records import Document, Page, Source
from detente.store import Ledger

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LINES = 5000


def measure(data: Path) -> Iterator[tuple[str, str]]:
    lines = list(news_lines(data, LINES))
    documents = [d for d in map(_document, lines) if isinstance(d, Document)]
    count = sum(1 for d in documents for _ in d.sentences())
    rules = coder("rules.v1")
    rules.code(documents[0])  # loads tables

    splitting = _seconds(lambda: [sentences.split(d.text) for d in documents])
    matching = _seconds(lambda: [find_mentions(d.text, d.published) for d in documents])
    coding = _seconds(lambda: [rules.code(d) for d in documents])
    yield "sentences of dated news lines", f"{count}"
    yield "rules.v1, sentences per second, one core", f"{count / coding:.0f}"
    yield "  share of it spent on finding actors", f"{matching / coding:.0%}"
    yield "  ratio to splitting the same text into sentences", f"{coding / splitting:.1f}"
    yield from _stages(lines)


def _stages(lines: list[bytes]) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder, "news.jsonl")
        news.write_bytes(b"".join(lines))
        with Ledger.open(Path(folder, "ledger.db")) as ledger:
            summary = run_once(ledger, [Source.files(str(news))], now=NOW)
    total = sum(seconds for _, seconds in summary.seconds)
    yield "one run over the same lines, lines per second", f"{len(lines) / total:.0f}"
    for stage, seconds in summary.seconds:
        yield f"  share of {stage}", f"{seconds / total:.0%}"


def news_lines(data: Path, count: int) -> Iterator[bytes]:
    """Give the first lines from 2008 on of the dated news file."""
    with gzip.open(data / "news" / "current_events_2002_2023.jsonl.gz", "rb") as stream:
        later = itertools.dropwhile(lambda line: b'"date": "2008' not in line, stream)
        yield from itertools.islice(later, count)


def _document(line: bytes) -> object:
    return read_page(Page(url="news", body=line, media_type="application/json", fetched_at=NOW))


def _seconds(work: object) -> float:
    start = perf_counter()
    work()  # type: ignore[operator]
    return perf_counter() - start

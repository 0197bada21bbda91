"""Sentences per second of the learned coder on one core, beside the rules on the same text."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.coding import news_lines
from detente.coding import Coder, coder
from detente.evaluation.tasks.events import document
from detente.knowledge.gazetteer import find_mentions
from detente.reading import read_page
from detente.records import Document, Page

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LINES, ARTICLES, PAIRS = 1500, 60, 1000


def measure(data: Path) -> Iterator[tuple[str, str]]:
    mixed = [*_lines(data, LINES), *_articles(data, ARTICLES)]
    count = sum(1 for d in mixed for _ in d.sentences())
    two = list(itertools.islice(_pairs(data), PAIRS))
    for name in ("rules.v1", "minilm.v1"):
        chosen = coder(name)
        chosen.code(mixed[0])  # loads tables and network
        yield (
            f"{name}, news and articles: sentences per second",
            f"{count / _time(chosen, mixed):.0f}",
        )
        yield f"{name}, two states in every sentence", f"{len(two) / _time(chosen, two):.0f}"
    yield "sentences of news and articles", f"{count}"
    yield from _pages(data)


def _pages(data: Path) -> Iterator[tuple[str, str]]:
    """Give articles per second from saved HTML to reports, English ones."""
    bodies = [_load(path) for path in sorted((data / "pages").rglob("*.html*"))]
    pages = [
        Page(url=f"https://x.example/{n}", body=body, media_type="text/html", fetched_at=NOW)
        for n, body in enumerate(bodies)
    ]
    read = [(page, read_page(page)) for page in pages]
    english = [p for p, d in read if isinstance(d, Document) and d.language == "en"]
    start = perf_counter()
    documents = [d for d in map(read_page, english) if isinstance(d, Document)]
    reading = perf_counter() - start
    coding = _time(coder("minilm.v1"), documents)
    yield "saved English pages", f"{len(english)}"
    yield "HTML to reports, articles per second", f"{len(english) / (reading + coding):.1f}"
    yield "  share of reading", f"{reading / (reading + coding):.0%}"


def _time(chosen: Coder, documents: Sequence[Document]) -> float:
    start = perf_counter()
    for one in documents:
        chosen.code(one)
    return perf_counter() - start


def _lines(data: Path, count: int) -> Iterator[Document]:
    for row in map(json.loads, news_lines(data, count)):
        yield _of(row["text"], row["date"], row["id"])


def _pairs(data: Path) -> Iterator[Document]:
    """Give single sentences that name two states."""
    for row in map(json.loads, news_lines(data, 20_000)):
        made = _of(row["text"], row["date"], row["id"])
        states = {m.country for m in find_mentions(made.text, made.published)} - {None}
        if len(made.bounds) == 1 and len(states) == 2:
            yield made


def _articles(data: Path, count: int) -> Iterator[Document]:
    with (data / "stories" / "news_cluster.jsonl").open(encoding="utf-8") as stream:
        for row in map(json.loads, itertools.islice(stream, count)):
            yield _of(row["text"], row["date"][:10], row["url"])


def _of(text: str, day: str, url: str) -> Document:
    return document(text, url=url, published=date.fromisoformat(day))


def _load(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

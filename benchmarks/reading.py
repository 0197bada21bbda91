"""Saved pages: text, day of publication and speed of both ways of reading, beside trafilatura."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import mean
from time import process_time

import trafilatura

from detente.evaluation.reading import GoldPage, figures, gold_pages, text_f1
from detente.reading import read_page
from detente.records import Page

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WAYS = {"exact": False, "fast": True}
ROUNDS = 3


def measure(data: Path) -> Iterator[tuple[str, str]]:
    pages, _ = gold_pages(data / "pages")
    for way, fast in WAYS.items():
        for one in figures(pages, lambda *_: None, now=NOW, fast=fast):
            yield f"{way}: {' '.join(one.name)}", str(one).split(maxsplit=len(one.name))[-1]
    for collection in ("scrapinghub", "fundus"):
        texts = [_peer_f1(page) for page in pages if page.collection == collection]
        yield f"  {collection}: trafilatura alone, fast", f"{mean(texts):.3f}"
    days = [_peer_day(page) for page in pages if page.published]
    yield "  fundus: trafilatura's own day", f"{mean(days):.3f}"
    yield from _speeds([page.body() for page in pages])


def _speeds(bodies: list[bytes]) -> Iterator[tuple[str, str]]:
    """Time both ways and the peer in turn, so that a busy machine slows all of them alike."""
    pages = [Page(url="x", body=b, media_type="text/html", fetched_at=NOW) for b in bodies]
    ways: dict[str, Callable[[Page], object]] = {
        "trafilatura alone, fast": lambda page: trafilatura.extract(page.body, fast=True),
        **{way: partial(read_page, fast=fast) for way, fast in WAYS.items()},
    }
    spent = dict.fromkeys(ways, 0.0)
    for page in pages * ROUNDS:
        for way, work in ways.items():
            start = process_time()
            work(page)
            spent[way] += process_time() - start
    for way, seconds in spent.items():
        yield f"{way}: pages per second", f"{len(pages) * ROUNDS / seconds:.1f}"
    exact, fast = (spent[way] for way in WAYS)
    yield "fast to exact, pages per second", f"{exact / fast:.2f}"


def _peer_f1(page: GoldPage) -> float:
    return text_f1(trafilatura.extract(page.body(), fast=True) or "", page.text)


def _peer_day(page: GoldPage) -> bool:
    assert page.published is not None
    found = trafilatura.extract_metadata(page.body()).date
    return bool(found == page.published.date().isoformat())

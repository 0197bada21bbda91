"""Text and day of publication of saved pages: what trafilatura alone gives, beside ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean

import trafilatura

from detente.evaluation.reading import GoldPage, figures, gold_pages, text_f1

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def measure(data: Path) -> Iterator[tuple[str, str]]:
    pages, _ = gold_pages(data / "pages")
    for one in figures(pages, lambda *_: None, now=NOW):
        yield " ".join(one.name), str(one).split(maxsplit=len(one.name))[-1]
    for collection in ("scrapinghub", "fundus"):
        texts = [_peer_f1(page) for page in pages if page.collection == collection]
        yield f"  {collection}: trafilatura alone, fast", f"{mean(texts):.3f}"
    days = [_peer_day(page) for page in pages if page.published]
    yield "  fundus: trafilatura's own day", f"{mean(days):.3f}"


def _peer_f1(page: GoldPage) -> float:
    return text_f1(trafilatura.extract(page.body(), fast=True) or "", page.text)


def _peer_day(page: GoldPage) -> bool:
    assert page.published is not None
    found = trafilatura.extract_metadata(page.body()).date
    return bool(found == page.published.date().isoformat())

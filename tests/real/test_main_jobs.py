"""The main jobs on real input: nothing crashes, and nothing vanishes."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from detente.monitor.run import RunSummary, run_once
from detente.pieces import DEFAULT_CODER
from detente.records import Source
from detente.store import Ledger

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LINES = 600


def _lines(shared: Path, since: str) -> Iterator[str]:
    with gzip.open(shared / "news" / "current_events_2002_2023.jsonl.gz", "rt") as file:
        yield from (line for line in file if line[8:12] >= since)


def _stages(done: RunSummary) -> Counter[str]:
    left: Counter[str] = Counter()
    for stage, _, _, number, _ in done.skips:
        left[stage] += number
    return left


def test_dated_news_lines_become_curves(shared: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    news.write_text("".join(islice(_lines(shared, "2008"), LINES)), encoding="utf8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        done = run_once(ledger, [Source.files(str(news))], now=NOW)
        counts = ledger.counts()
        told = ledger.coded(DEFAULT_CODER)
    assert done.documents == counts["documents"] == LINES
    assert len(told) + _stages(done)["code"] == LINES
    assert len(told) > LINES / 5
    assert len(done.tensest) == 5
    assert all(month.month.startswith("2008") for month in done.tensest)


@pytest.mark.soak
def test_every_saved_page_is_a_document_or_counted(shared: Path, tmp_path: Path) -> None:
    folder = shared / "pages"
    files = sum(1 for path in folder.rglob("*") if path.is_file())
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        done = run_once(ledger, [Source.files(str(folder))], now=NOW)
        told = ledger.coded(DEFAULT_CODER)
    left = _stages(done)
    assert done.pages + left["collect"] >= files
    assert done.documents + left["read"] == done.pages
    assert len(told) + left["code"] == done.documents
    assert done.documents > 150

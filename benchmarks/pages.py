"""Documents per second from saved HTML to stored events, beside trafilatura alone."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import trafilatura

from detente.monitor.run import run_once
from detente.records import Source
from detente.store import Ledger

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def measure(data: Path) -> Iterator[tuple[str, str]]:
    files = sorted((data / "pages").rglob("*.html*"))
    pages = [_load(path) for path in files]
    start = perf_counter()
    for page in pages:
        trafilatura.extract(page, fast=True)
    alone = perf_counter() - start
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "pages")
        kept.mkdir()
        for number, page in enumerate(pages):
            (kept / f"{number:04}.html").write_bytes(page)
        with Ledger.open(Path(folder, "ledger.db")) as ledger:
            start = perf_counter()
            summary = run_once(ledger, [Source.files(str(kept))], now=NOW)
            whole = perf_counter() - start
    yield "saved pages", f"{len(pages)}"
    yield "trafilatura alone, pages per second", f"{len(pages) / alone:.1f}"
    yield "HTML to stored events, pages per second", f"{len(pages) / whole:.1f}"
    yield "ratio to trafilatura alone", f"{alone / whole:.2f}"
    for stage, seconds in summary.seconds:
        yield f"  share of {stage}", f"{seconds / whole:.0%}"


def _load(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()

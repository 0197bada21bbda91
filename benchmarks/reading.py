"""Text and day of publication of saved pages against gold, beside trafilatura alone."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura

from detente.reading import read_page
from detente.records import Document, Page

NOW = datetime(2026, 11, 1, tzinfo=UTC)
RUN = 4


def measure(data: Path) -> Iterator[tuple[str, str]]:
    pages = data / "pages"
    yield from _texts(pages / "scrapinghub")
    yield from _days(pages / "fundus")


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    gold = json.loads((folder / "ground-truth.json").read_text("utf8"))
    ours, peers = [], []
    for name, truth in gold.items():
        body = gzip.decompress((folder / f"{name}.html.gz").read_bytes())
        document = _read(body)
        ours.append(_f1(document.text if document else "", truth["articleBody"]))
        peers.append(_f1(trafilatura.extract(body, fast=True) or "", truth["articleBody"]))
    yield f"text F1 by runs of {RUN} words, mean of {len(gold)} pages", f"{mean(ours):.3f}"
    yield "  trafilatura alone, fast", f"{mean(peers):.3f}"


def _days(folder: Path) -> Iterator[tuple[str, str]]:
    """Compare with the day in UTC: that is how a document keeps it."""
    found = wanted = peers = 0
    for gold in sorted(folder.rglob("*.json")):
        for path, stated in _dated(gold):
            body = gzip.decompress(path.read_bytes())
            document = _read(body)
            wanted += 1
            found += document is not None and document.published == stated.astimezone(UTC).date()
            peers += trafilatura.extract_metadata(body).date == stated.date().isoformat()
    yield f"exact day of publication, of {wanted} fundus pages", f"{found}"
    yield "  trafilatura's own metadata", f"{peers}"


def _dated(gold: Path) -> Iterator[tuple[Path, datetime]]:
    """Pair an outlet's pages with its gold, both in order of time."""
    versions: dict[str, dict[str, Any]] = json.loads(gold.read_text("utf8"))
    stated = [v.get("publishing_date") for v in versions.values()]
    pages = sorted(gold.parent.glob(f"{gold.stem}_*.html.gz"))
    if len(pages) == len(stated) and all(stated):
        yield from zip(pages, sorted(map(_moment, stated)), strict=True)


def _moment(stated: object) -> datetime:
    moment = datetime.fromisoformat(str(stated))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read(body: bytes) -> Document | None:
    page = Page(url="page.html", body=body, media_type="text/html", fetched_at=NOW)
    document = read_page(page)
    return document if isinstance(document, Document) else None


def _f1(found: str, truth: str) -> float:
    a, b = _runs(found), _runs(truth)
    common = (a & b).total()
    return 2 * common / max(1, a.total() + b.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))

"""``evaluate reading``: text and day of publication of saved pages against gold.

Two layouts, wherever they lie below a folder: ``ground-truth.json`` (scrapinghub: file stem to
``articleBody``) beside its ``*.html.gz``; and one JSON file an outlet (fundus: version to ``body``,
``publishing_date``) beside its pages ``OUTLET_YYYY_MM_DD.html.gz``.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from detente.errors import InvalidInput
from detente.evaluation.figures import Figure, figure
from detente.evaluation.gold import read_json
from detente.reading import read_page
from detente.records import Document, Page

__all__ = ["GoldPage", "figures", "gold_pages", "text_f1"]

_RUN = 4
_TRUTH = "ground-truth.json"


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One saved page with what it should give."""

    collection: str
    """``scrapinghub`` or ``fundus``."""
    path: Path
    text: str
    published: datetime | None

    def body(self) -> bytes:
        """Give the page's bytes. Raises `InvalidInput`."""
        try:
            return gzip.decompress(self.path.read_bytes())
        except (OSError, EOFError) as error:
            raise InvalidInput(f"{self.path}: {error}") from None


def gold_pages(folder: Path) -> tuple[list[GoldPage], list[str]]:
    """Find all pages with gold below a folder, and say what had to be left out.

    Raises `InvalidInput` where there is no page.
    """
    left: list[str] = []
    found = [page for path in sorted(folder.rglob("*.json")) for page in _pages(path, left)]
    if not found:
        raise InvalidInput(
            f"{folder}: no gold; it needs {_TRUTH} or one JSON file an outlet beside *.html.gz"
        )
    return found, left


def _pages(path: Path, left: list[str]) -> Iterator[GoldPage]:
    truth = read_json(path)
    if not isinstance(truth, dict):
        raise InvalidInput(f"{path}: not a JSON object")
    if path.name == _TRUTH:
        for stem, gold in truth.items():
            page = path.with_name(f"{stem}.html.gz")
            if page.exists() and isinstance(gold, dict) and "articleBody" in gold:
                yield GoldPage("scrapinghub", page, str(gold["articleBody"]), None)
            else:
                left.append(f"{page}: no such page, or no articleBody in {path.name}")
    else:
        yield from _outlet_pages(path, truth, left)


def _outlet_pages(
    path: Path, truth: Mapping[str, Mapping[str, Any]], left: list[str]
) -> Iterator[GoldPage]:
    """Pair an outlet's pages with its gold, both in order of time."""
    pages = sorted(path.parent.glob(f"{path.stem}_*.html.gz"))
    try:
        stated = sorted(
            ((_moment(gold["publishing_date"]), gold["body"]) for gold in truth.values()),
            key=lambda pair: pair[0],
        )
    except (KeyError, TypeError, ValueError) as error:
        left.append(f"{path}: a version without body or publishing_date ({error})")
        return
    if len(pages) != len(stated):
        left.append(f"{path}: {len(stated)} versions of gold for {len(pages)} pages")
        return
    for page, (moment, body) in zip(pages, stated, strict=True):
        yield GoldPage("fundus", page, _outlet_text(body), moment)


def _outlet_text(body: Mapping[str, Any]) -> str:
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*section.get("headline", ()), *section.get("paragraphs", ())]
    return "\n".join(parts)


def _moment(stated: object) -> datetime:
    moment = datetime.fromisoformat(str(stated))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def figures(
    pages: list[GoldPage],
    progress: Callable[[str, int, int | None], None],
    *,
    now: datetime,
    fast: bool = False,
) -> list[Figure]:
    """Read the pages as fetched `now` (aware UTC), which bounds their dates.

    Score text by shared runs of four words, the mean over pages, and the exact day in UTC.
    """
    texts: dict[str, list[float]] = {}
    days: list[bool] = []
    for number, page in enumerate(pages, start=1):
        document = _read(page, now, fast)
        found = document.text if document else ""
        texts.setdefault(page.collection, []).append(text_f1(found, page.text))
        if page.published:
            day = page.published.astimezone(UTC).date()
            days.append(document is not None and document.published == day)
        progress("pages", number, len(pages))
    result = [_mean((name, "text_f1"), values) for name, values in sorted(texts.items())]
    return [*result, _mean(("fundus", "dates_exact"), days)] if days else result


def _mean(name: tuple[str, ...], values: list[float] | list[bool]) -> Figure:
    found = np.array(values, dtype=float)
    return figure(name, lambda units: float(np.mean(found[units])), len(found))


def _read(page: GoldPage, now: datetime, fast: bool) -> Document | None:
    read = read_page(
        Page(url=page.path.name, body=page.body(), media_type="text/html", fetched_at=now),
        fast=fast,
    )
    return read if isinstance(read, Document) else None


def text_f1(found: str, truth: str) -> float:
    """Give F1 by shared runs of four words."""
    a, b = _runs(found), _runs(truth)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))

"""How often each type is coded in plain news: a lexicon that floods one type shows here first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from detente.coding import Coder
from detente.evaluation.gold import Row
from detente.evaluation.tasks.events import document
from detente.records import EVENT_TYPES

__all__ = ["TOLERANCE", "changed", "every", "shares"]

TOLERANCE = 0.25
"""A share may change by a quarter of itself without a written reason."""


def every(rows: Sequence[Row], count: int) -> list[Row]:
    """Give `count` rows spread evenly over the file, or all where there are no more."""
    if len(rows) <= count:
        return list(rows)
    return [rows[i * len(rows) // count] for i in range(count)]


def shares(
    rows: Sequence[Row], coder: Coder, progress: Callable[[str, int, int | None], None]
) -> dict[str, float]:
    """Give the share of each type among all reports with a type."""
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        if text := row.text().strip():
            title = str(row.get("title") or "")
            doc = document(text, url=f"row:{row.line}", title=title, published=row.day())
            counts.update(report.type for report in coder.code(doc) if report.type)
        progress("lines", number, len(rows))
    total = max(1, counts.total())
    return {kind: round(counts[kind] / total, 5) for kind in EVENT_TYPES}


def changed(kept: Mapping[str, float], now: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Give the types whose share changed by more than `TOLERANCE`: before and now."""
    return {
        kind: (kept.get(kind, 0.0), share)
        for kind, share in now.items()
        if abs(share - kept.get(kind, 0.0)) > TOLERANCE * kept.get(kind, 0.0)
    }

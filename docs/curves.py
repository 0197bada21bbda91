"""Code 22 years of dated news lines and draw the curves of some pairs.

    python docs/curves.py NEWS.jsonl.gz [--coder minilm.v1] [--reports FILE]

Draws ``docs/images/curves.svg`` and prints, for each pair, the ten months whose mean index is
highest, with the events that weigh most in them and their words; `docs/curves.md` tells them in
words of our own. ``--reports`` keeps the reports, so that a second run need not code again.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import fmean

from detente.cli.terminal import progress
from detente.coding import code
from detente.evaluation.gold import read_rows
from detente.evaluation.tasks.events import document
from detente.knowledge.countries import country
from detente.merging import merge
from detente.records import Document, Dyad, Event, History, Report, TensionPoint
from detente.tension import measure
from detente.tension.indices.net import weight

HERE = Path(__file__).parent
PAIRS = ("RUS-GEO", "RUS-UKR", "ARM-AZE", "IND-PAK", "PRK-KOR", "IRN-ISR", "USA-IRN", "TUR-GRC")
TOP = 10
NAMED = 3
"""Events that are told of a month."""
WIDE, HIGH, MARGIN = 900, 90, 26

Month = tuple[int, int]


def documents(news: Path) -> list[Document]:
    """Give each news line as a document of its day."""
    rows = read_rows(news)
    return [document(r.text(), url=f"line:{r['id']}", published=r.day()) for r in rows if r.text()]


def reports(read: Sequence[Document], coder: str, kept: Path | None) -> list[Report]:
    """Code the lines, or take the reports of an earlier run."""
    if kept and kept.exists():
        with kept.open(encoding="utf-8") as stream:
            return [Report.from_dict(json.loads(line)) for line in stream]
    with progress() as bars:
        made = list(code(_counted(read, bars), coder))
    if kept:
        lines = (json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in made)
        kept.write_text("".join(lines), encoding="utf-8")
    return made


def _counted(read: Sequence[Document], bars: object) -> Iterator[Document]:
    for number, one in enumerate(read, start=1):
        bars("lines coded", number, len(read))  # type: ignore[operator]
        yield one


def by_month(points: Iterable[TensionPoint]) -> dict[Month, float]:
    """Give the mean index of each month."""
    values: dict[Month, list[float]] = defaultdict(list)
    for point in points:
        values[point.day.year, point.day.month].append(point.value)
    return {month: fmean(found) for month, found in values.items()}


def told(events: Iterable[Event], quotes: Mapping[str, str], month: Month) -> str:
    """Name the weightiest events of a month, by the words of their reports."""
    own = [e for e in events if e.when and (e.when.first.year, e.when.first.month) == month]
    own = sorted((e for e in own if e.counts and weight(e) > 0), key=lambda e: (-weight(e), e.id))
    return "; ".join(f"{e.when} {e.type}: {quotes[e.lead]}" for e in own[:NAMED])


def panel(name: str, months: Mapping[Month, float], top: int, years: range) -> Iterator[str]:
    """Draw one curve as SVG."""
    span = 12 * len(years)

    def place(month: Month, value: float) -> str:
        x = MARGIN + (12 * (month[0] - years[0]) + month[1] - 1) / span * (WIDE - 2 * MARGIN)
        return f"{x:.1f},{top + HIGH - (value + 50) / 150 * HIGH:.1f}"

    zero = top + HIGH - 50 / 150 * HIGH
    yield f'<text x="{MARGIN}" y="{top + 12}" class="name">{name}</text>'
    yield f'<path d="M{MARGIN} {zero:.1f}H{WIDE - MARGIN}" class="zero"/>'
    line = " ".join(place(month, value) for month, value in sorted(months.items()))
    yield f'<polyline points="{line}" class="curve"/>'


def drawn(curves: Mapping[str, Mapping[Month, float]], years: range) -> str:
    """Draw all curves, one below the other, on one axis of years."""
    tall = len(curves) * (HIGH + 14) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" role="img" '
        'aria-label="Tension index by month">',
        "<style>.name{font:600 13px sans-serif;fill:#222}.year{font:11px sans-serif;fill:#555}"
        ".zero{stroke:#aaa;stroke-dasharray:3 3}.curve{fill:none;stroke:#b3261e;stroke-width:1.4}"
        "rect{fill:#fff}</style>",
        f'<rect width="{WIDE}" height="{tall}"/>',
    ]
    for number, (name, months) in enumerate(curves.items()):
        parts += panel(name, months, number * (HIGH + 14) + 4, years)
    for year in range(years[0], years[-1] + 1, 2):
        x = MARGIN + (year - years[0]) / len(years) * (WIDE - 2 * MARGIN)
        parts.append(f'<text x="{x:.1f}" y="{tall - 8}" class="year">{year}</text>')
    return "\n".join([*parts, "</svg>", ""])


def main() -> int:
    """Code, measure, draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("--coder", default="minilm.v1")
    parser.add_argument("--reports", type=Path)
    given = parser.parse_args()
    read = documents(given.news)
    found = reports(read, given.coder, given.reports)
    pairs = [Dyad.parse(pair) for pair in PAIRS]
    wanted = [r for r in found if _of(r, pairs)]
    events = tuple(merge(wanted))
    days = [d.published for d in read if d.published]
    history = History.of(events, read)
    quotes = {r.id: r.quote for r in wanted}
    curves: dict[str, Mapping[Month, float]] = {}
    sys.stdout.write(f"{len(read)} lines, {len(found)} reports, {len(wanted)} of these pairs\n")
    for pair in pairs:
        name = " and ".join(country(code_).name for code_ in (pair.a, pair.b))
        months = by_month(measure(history, as_of=max(days), dyads=[pair]))
        curves[name] = months
        sys.stdout.write(f"\n{name}\n")
        for month in sorted(months, key=lambda m: -months[m])[:TOP]:
            year, number = month
            about = told(history.between(pair), quotes, month)
            sys.stdout.write(f"{date(year, number, 1):%B %Y} {months[month]:+.0f}: {about}\n")
    years = range(min(days).year, max(days).year + 1)
    (HERE / "images" / "curves.svg").write_text(drawn(curves, years), encoding="utf-8")
    return 0


def _of(report: Report, pairs: Sequence[Dyad]) -> bool:
    ends = {end.country for end in (report.actor, report.recipient) if end}
    return any(ends == {pair.a, pair.b} for pair in pairs)


if __name__ == "__main__":
    sys.exit(main())

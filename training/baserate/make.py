"""Make ``baserate.v1``: count on ICEWS how often each rung was newly triggered.

One command, always the same bytes for the same data::

    python training/baserate/make.py --data icews_mid_dyad_month_1991_2009.parquet

It writes the table and its card beside the model in src/, and prints the held-out figures. The
data are counts per directed pair and month, one column a CAMEO root (``c10`` to ``c20``); a row
with ``has_icews`` and no counts is a month with other events only.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import NamedTuple

import polars as pl

MODELS = Path(__file__).resolve().parents[2] / "src" / "detente" / "outlook" / "models"
NAME = "baserate.v1"
MADE = "2026-11-23"

RUNGS = (1, 2, 3, 4, 5)
WINDOWS = {30: 1, 90: 3}
"""Horizon in days to the months that stand for it: the data know months only."""
FIRST_YEAR, LAST_YEAR = 2001, 2009
LOOKBACK = 12
"""A pair is a case while the last twelve months, the present one included, have an event of it."""
ROOTS = {1: (10, 11, 12), 2: (13,), 3: (14, 15, 16, 17), 4: (18, 19, 20)}
"""Rung to CAMEO roots after ``ladder.v1``; the data lack roots 02 and 09, which are rung 1 too."""
COMBAT = 4
"""Events of force in one month that stand for force in three of four weeks: the least number that,
thrown evenly over four weeks, touches three of them more often than not (168 ways of 256)."""
HELD_OUT = 2008
"""First year of the two that the table's fit is judged on."""
Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

Cell = tuple[int, int, int]
"""Standing rung, rung, days."""


class Case(NamedTuple):
    """A pair at the end of a month: where it stands, and the highest rung in each of `WINDOWS`."""

    pair: str
    month: int
    standing: int
    highest: tuple[int, ...]


@dataclass
class Tally:
    """Cases and hits of one cell, kept by pair since a pair's cases hang together."""

    cases: dict[str, int]
    hits: dict[str, int]

    @property
    def total(self) -> int:
        """Count the cases of all pairs."""
        return sum(self.cases.values())

    @property
    def rate(self) -> float:
        """Give the share of cases that are hits."""
        return sum(self.hits.values()) / self.total

    def interval(self) -> tuple[float, float]:
        """Give Wilson's 95 % interval at the effective number of cases.

        That number is p(1-p) / V, V being the variance of the ratio with pairs as clusters,
        sum over pairs of (hits - p cases)^2 / (all cases)^2 (Korn and Graubard 1998; Dean and
        Pagano 2015). Where p is 0 or 1, V is 0 too and each pair counts as one case.
        """
        p, n = self.rate, self.total
        square = sum((self.hits.get(k, 0) - p * m) ** 2 for k, m in sorted(self.cases.items()))
        pairs = len(self.cases)
        effective = min(float(n), p * (1 - p) * n * n / square) if square else float(pairs)
        return wilson(p, effective)


def wilson(p: float, n: float) -> tuple[float, float]:
    """Give Wilson's 95 % score interval of a share `p` of `n` cases."""
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * (p * (1 - p) / n + Z * Z / (4 * n * n)) ** 0.5 / (1 + Z * Z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def month_number(year: int, month: int) -> int:
    """Count months from January 2001, which is 0."""
    return (year - FIRST_YEAR) * 12 + month - 1


def rung_of_month(roots: dict[int, int]) -> int:
    """Give the highest rung that a month's events trigger; `roots` maps CAMEO root to events."""
    if sum(roots.get(root, 0) for root in ROOTS[4]) >= COMBAT:
        return 5
    return max((r for r, codes in ROOTS.items() if any(roots.get(c, 0) for c in codes)), default=0)


def load(path: Path) -> dict[str, dict[int, int]]:
    """Read the parquet: undirected pair to month number to rung, months with any event only."""
    columns = [f"c{root}" for root in range(10, 21)]
    ordered = pl.col("source") < pl.col("target")
    frame = (
        pl.scan_parquet(path)
        .filter(pl.col("has_icews"), pl.col("year").is_between(FIRST_YEAR, LAST_YEAR))
        .with_columns(
            pair=pl.when(ordered)
            .then(pl.concat_str("source", "target", separator="-"))
            .otherwise(pl.concat_str("target", "source", separator="-"))
        )
        .group_by("pair", "year", "month")
        .agg(pl.col(columns).sum())
        .sort("pair", "year", "month")
        .collect()
    )
    pairs: dict[str, dict[int, int]] = defaultdict(dict)
    for pair, year, month, *counts in frame.iter_rows():
        roots = dict(zip(range(10, 21), counts, strict=True))
        pairs[pair][month_number(year, month)] = rung_of_month(roots)
    return dict(pairs)


def cases(pairs: dict[str, dict[int, int]]) -> Iterator[Case]:
    """Give every active pair at the end of every month whose year before and windows are known.

    Both horizons are counted on the same cases, and their windows are nested; so the shares can
    neither grow with the rung nor shrink with the horizon.
    """
    final = month_number(LAST_YEAR, 12) - max(WINDOWS.values())
    for pair, known in sorted(pairs.items()):
        rungs = [known.get(month, 0) for month in range(month_number(LAST_YEAR, 12) + 1)]
        latest = -LOOKBACK  # month of the pair's last event so far
        for month in range(final + 1):
            latest = month if month in known else latest
            if month >= LOOKBACK - 1 and latest > month - LOOKBACK:
                windows = [rungs[month + 1 : month + 1 + n] for n in WINDOWS.values()]
                yield Case(pair, month, rungs[month], tuple(map(max, windows)))


def tally(found: Iterable[Case]) -> dict[Cell, Tally]:
    """Count cases and hits per standing rung, rung and horizon."""
    cells: dict[Cell, Tally] = {}
    alike = Counter((c.pair, c.standing, c.highest) for c in found)
    for (pair, standing, highests), times in alike.items():
        for days, highest in zip(WINDOWS, highests, strict=True):
            for rung in RUNGS:
                cell = cells.setdefault((standing, rung, days), Tally({}, {}))
                cell.cases[pair] = cell.cases.get(pair, 0) + times
                if highest >= rung:
                    cell.hits[pair] = cell.hits.get(pair, 0) + times
    return dict(sorted(cells.items()))


def held_out(found: list[Case]) -> list[dict[str, object]]:
    """Judge a table counted on windows closed before 2008 on the windows after, by Brier score.

    Climatology is the same count without the standing rung, and stands in for a standing rung that
    the years before never saw. Skill is 1 - Brier / climatology's.
    """
    first = month_number(HELD_OUT, 1)
    before = [c for c in found if c.month + max(WINDOWS.values()) < first]
    after = Counter((c.standing, c.highest) for c in found if c.month + 1 >= first)
    table = {cell: t.rate for cell, t in tally(before).items()}
    whole = {cell: t.rate for cell, t in tally(c._replace(standing=0) for c in before).items()}
    rows: list[dict[str, object]] = []
    for place, days in enumerate(WINDOWS):
        for rung in RUNGS:
            climate = whole[0, rung, days]
            pairs = [
                (table.get((standing, rung, days), climate), highests[place] >= rung, times)
                for (standing, highests), times in sorted(after.items())
            ]
            rows.append({"days": days, "rung": rung, **_judged(pairs, climate)})
    return rows


def _judged(forecasts: list[tuple[float, bool, int]], climate: float) -> dict[str, object]:
    """Judge forecasts, given with what happened and in how many cases."""
    cases = sum(n for _, _, n in forecasts)
    ours = sum(n * (p - y) ** 2 for p, y, n in forecasts) / cases
    theirs = sum(n * (climate - y) ** 2 for _, y, n in forecasts) / cases
    return {
        "cases": cases,
        "happened": f"{sum(n * y for _, y, n in forecasts) / cases:.4f}",
        "foreseen": f"{sum(n * p for p, _, n in forecasts) / cases:.4f}",
        "Brier": f"{ours:.5f}",
        "climatology": f"{theirs:.5f}",
        "skill": f"{1 - ours / theirs:.3f}" if theirs else "–",
    }


def table_rows(cells: Mapping[Cell, Tally]) -> list[dict[str, object]]:
    """Give the shipped table, one row a cell; shares and bounds have four decimals."""
    rows: list[dict[str, object]] = []
    for (standing, rung, days), cell in cells.items():
        low, high = cell.interval()
        rows.append(
            {
                "standing": standing,
                "rung": rung,
                "days": days,
                "cases": cell.total,
                "pairs": len(cell.cases),
                "hits": sum(cell.hits.values()),
                "probability": f"{cell.rate:.4f}",
                "low": f"{low:.4f}",
                "high": f"{high:.4f}",
            }
        )
    return rows


def to_csv(rows: list[dict[str, object]]) -> str:
    """Write rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def to_markdown(rows: list[dict[str, object]]) -> str:
    """Write rows as a Markdown table."""
    head = list(rows[0])
    lines = [head, ["-:"] * len(head), *([str(v) for v in row.values()] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Count, judge, and write the table with its card."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the parquet of monthly counts")
    parser.add_argument("--out", type=Path, default=MODELS, help="folder for table and card")
    chosen = parser.parse_args()
    found = list(cases(load(chosen.data)))
    rows, judged = table_rows(tally(found)), held_out(found)
    card = Template(Path(__file__).with_name("card.md").read_text("utf8")).substitute(
        name=NAME,
        made=MADE,
        file=chosen.data.name,
        sha256=hashlib.sha256(chosen.data.read_bytes()).hexdigest(),
        cases=f"{len(found):,}",
        pairs=f"{len({c.pair for c in found}):,}",
        table=to_markdown(rows),
        held_out=to_markdown(judged),
    )
    (chosen.out / f"{NAME}.csv").write_text(to_csv(rows), "utf8", newline="\n")
    (chosen.out / f"{NAME}.card.md").write_text(card, "utf8", newline="\n")
    print(to_markdown(judged))


if __name__ == "__main__":
    main()

"""The command that makes the base rates: on data small enough to count by hand, and on the real."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKE = ROOT / "training" / "baserate" / "make.py"
SHIPPED = ROOT / "src" / "detente" / "outlook" / "models"
FILES = ("baserate.v1.csv", "baserate.v1.card.md")


def make(data: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(MAKE), "--data", str(data), "--out", str(out)]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def month(pair: tuple[str, str], year: int, number: int, **counts: int) -> dict[str, object]:
    roots = {f"c{k}": counts.get(f"c{k}", 0) for k in range(10, 21)}
    seen = counts.get("seen", 1) == 1
    return {"source": pair[0], "target": pair[1], "year": year, "month": number,
            "has_icews": seen, **roots}  # fmt: skip


def small_panel() -> list[dict[str, object]]:
    """Two pairs with an event of no hostile root in each month, and a few hostile ones."""
    quiet = [month(p, y, m) for p in (("AAA", "BBB"), ("CCC", "DDD"))
             for y in range(2001, 2010) for m in range(1, 13)]  # fmt: skip
    hostile = [
        month(("BBB", "AAA"), 2002, 1, c13=1),  # threat, from the other direction
        month(("AAA", "BBB"), 2002, 3, c19=3),  # force, but in fewer events than combat takes
        month(("CCC", "DDD"), 2008, 6, c18=2),
        month(("DDD", "CCC"), 2008, 6, c20=2),  # four between both directions: combat
        month(("AAA", "BBB"), 2000, 12, c19=9),  # before the first year
        month(("EEE", "FFF"), 2005, 5, seen=0),  # a dispute of the MID data, not an event
    ]
    return [*quiet, *hostile]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], dict[str, str]]:
    folder = tmp_path_factory.mktemp("baserate")
    data = folder / "panel.parquet"
    pl.DataFrame(small_panel()).write_parquet(data)
    make(data, folder)
    with (folder / FILES[0]).open(encoding="utf8") as table:
        return {(r["standing"], r["rung"], r["days"]): r for r in csv.DictReader(table)}


@pytest.mark.parametrize(
    ("standing", "rung", "days", "cases", "hits"),
    [
        # Each pair is a case from December 2001 to September 2009, 94 months; 3 stand above 0.
        ("0", "1", "30", 185, 3),
        ("0", "2", "30", 185, 3),
        ("0", "3", "30", 185, 2),
        ("0", "5", "30", 185, 1),
        # Before January 2002 one month, before March two more (one of January's, standing on 2).
        ("0", "1", "90", 185, 5),
        ("0", "5", "90", 185, 3),
        ("2", "4", "30", 1, 0),
        ("2", "4", "90", 1, 1),
        ("4", "1", "90", 1, 0),
        ("5", "1", "90", 1, 0),
    ],
)
def test_counts_by_hand(
    counted: dict[tuple[str, str, str], dict[str, str]],
    standing: str, rung: str, days: str, cases: int, hits: int,
) -> None:  # fmt: skip
    row = counted[standing, rung, days]
    assert (int(row["cases"]), int(row["hits"])) == (cases, hits)


def test_a_cell_without_a_hit_still_has_an_interval(
    counted: dict[tuple[str, str, str], dict[str, str]],
) -> None:
    row = counted["5", "1", "90"]
    assert row["probability"] == row["low"] == "0.0000"
    assert row["high"] == "0.7935"  # Wilson's bound for none of one


def test_the_shipped_table_is_made_again_byte_for_byte(shared: Path, tmp_path: Path) -> None:
    data = shared / "dyads" / "icews_mid_dyad_month_1991_2009.parquet"
    told = make(data, tmp_path).stdout
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()
    assert told.strip() in (SHIPPED / FILES[1]).read_text("utf8")

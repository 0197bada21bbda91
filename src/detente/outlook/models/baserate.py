"""``baserate.v1``: how often each rung was newly triggered, given the rung a pair stood on.

The figures are counts on ICEWS 2001–2009. Their table lies beside this file with its card, which
says what was counted and how; ``training/baserate/make.py`` makes both again.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from detente.errors import DataFileError
from detente.knowledge.tables import read_text
from detente.records import Chance, Dyad, History, Outlook

__all__ = ["CAPTION", "NAME", "BaseRate", "build", "chances"]

NAME = "baserate.v1"
LADDER = "ladder.v1"
"""The ladder that the table was counted on."""
CAPTION = "base rate, not yet a forecast of this pair"

_TABLE = f"{NAME}.csv"


@dataclass(frozen=True, slots=True)
class BaseRate:
    """Foresees every pair from its standing rung alone."""

    name: str = NAME

    def foresee(self, history: History, dyad: Dyad, *, standing: int, as_of: date) -> Outlook:  # noqa: ARG002
        """Give the table's row for the standing rung; the history plays no part."""
        return Outlook(
            dyad=dyad,
            as_of=as_of,
            model=NAME,
            ladder=LADDER,
            standing=standing,
            chances=chances()[standing],
            caption=CAPTION,
        )


def build() -> BaseRate:
    """Make the model."""
    return BaseRate()


@cache
def chances() -> dict[int, tuple[Chance, ...]]:
    """Read the table: standing rung to the chances of rungs 1–5 within 30 and 90 days.

    A chance's base is the number of pair-months in its cell. Raises `DataFileError`.
    """
    table: dict[int, tuple[Chance, ...]] = {}
    text = read_text(files("detente.outlook.models") / _TABLE, _TABLE)
    rows = csv.DictReader(text.splitlines())
    for row in rows:
        try:
            standing = int(row["standing"])
            table[standing] = (*table.get(standing, ()), _chance(row))
        except (KeyError, TypeError, ValueError) as error:  # TypeError: a row too short
            where = f"{_TABLE}, line {rows.line_num}"
            raise DataFileError(f"{where}: {error!r}; install the package again") from error
    if set(table) != set(range(6)):
        raise DataFileError(f"{_TABLE}: standing rungs {sorted(table)}; install the package again")
    return table


def _chance(row: dict[str, str]) -> Chance:
    return Chance(
        rung=int(row["rung"]),
        days=int(row["days"]),
        probability=float(row["probability"]),
        low=float(row["low"]),
        high=float(row["high"]),
        base=int(row["cases"]),
    )

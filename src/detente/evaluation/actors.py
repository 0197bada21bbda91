"""``evaluate actors``: phrases to country and sector.

Rows hold ``text``, sometimes a day (``query_date``, or the second argument) and a country that the
reader knows already, and what is ``expected``: ``country`` or ``cc``, ``code_1``, ``code_2``. Rows
that ask only for an encyclopedia title are left out. An empty country or sector means that there is
none to find; either of two sectors is right; ``UNK`` stands for no sector.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from detente.evaluation.figures import Figure, figure
from detente.evaluation.gold import Row
from detente.knowledge.countries import find_country
from detente.knowledge.resolution import resolve
from detente.reading.dates import day_of

__all__ = ["Answer", "Question", "answers", "figures", "questions"]

_CODES = {"EUR": "EEC", "UNO": "IGO", "": None, "UNK": None}
"""Codes of the gold that are other codes here."""


@dataclass(frozen=True, slots=True)
class Question:
    """One phrase, and what is to be found."""

    row: Row
    on: date | None
    near: str | None
    """ISO3 of a country that the context names."""
    country: frozenset[str | None]
    """Codes that are right; empty where the row does not ask."""
    sector: frozenset[str | None]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question."""

    country: str | None
    sector: str | None


def questions(rows: Sequence[Row], today: date) -> tuple[list[Question], int]:
    """Give the questions, and the number of rows that ask only for a title."""
    made = [_question(row, today) for row in rows]
    asked = [q for q in made if q.country or q.sector]
    return asked, len(made) - len(asked)


def _question(row: Row, today: date) -> Question:
    expected: dict[str, Any] = row["expected"]
    given = {name: str(value).strip("'\" ") for name, value in (row.get("kw") or {}).items()}
    country = [expected[key] for key in ("country", "cc") if key in expected]
    sector = [expected[key] for key in ("code_1", "code_2") if key in expected]
    stated = given.get("query_date") or given.get("arg2") or ""
    near = find_country(given.get("known_country") or given.get("arg1") or "")
    return Question(
        row,
        today if stated == "today" else _day(stated),
        near.iso3 if near else None,
        frozenset(_CODES.get(code, code) for code in country),
        frozenset(_CODES.get(code, code) for code in sector),
    )


def _day(stated: str) -> date | None:
    return day_of(stated) or day_of(f"{stated} 00:00")


def answers(asked: Sequence[Question]) -> Iterator[Answer]:
    """Resolve each phrase."""
    for question in asked:
        actor = resolve(question.row.text(), question.on, near=question.near)
        yield Answer(actor.country, actor.sector) if actor else Answer(None, None)


def figures(asked: Sequence[Question], found: Sequence[Answer]) -> list[Figure]:
    """Give the share of right countries, of right sectors, and of rows with all right."""
    pairs = list(zip(asked, found, strict=True))
    country = [a.country in q.country for q, a in pairs if q.country]
    sector = [a.sector in q.sector for q, a in pairs if q.sector]
    both = [
        (not q.country or a.country in q.country) and (not q.sector or a.sector in q.sector)
        for q, a in pairs
    ]
    return [
        _share(name, right)
        for name, right in (("country", country), ("sector", sector), ("all", both))
        if right
    ]


def _share(name: str, right: Sequence[bool]) -> Figure:
    found = np.array(right, dtype=float)
    return figure((name,), lambda units: float(np.mean(found[units])), len(found))

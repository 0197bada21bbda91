"""Dates as news gives them: a day, a month, a year, or a span of years."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

from detente.errors import InvalidRecord

__all__ = ["Precision", "When"]

Precision = Literal["day", "month", "year", "span"]

_YEAR = re.compile(r"\d{4}\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")


@dataclass(frozen=True, slots=True, order=True)
class When:
    """A date with its precision, in ISO 8601: ``2025-06-28``, ``2025-06``, ``2025``, ``1988/1994``.

    `first` and `last` bound it, both inclusive. A day has `first == last`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidRecord(f"When: {self.first} to {self.last} runs backwards")

    @classmethod
    def day(cls, day: date) -> Self:
        """Give a single day."""
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Give a calendar month."""
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int, last: int | None = None) -> Self:
        """Give a year, or with `last` a span of years, both inclusive."""
        return cls(date(year, 1, 1), date(last or year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the ISO form that `str` writes. Raises `InvalidRecord`."""
        try:
            return cls._parse(text)
        except (ValueError, TypeError) as error:
            raise InvalidRecord(
                f"When: {text!r} is no ISO 8601 date, month, year or span"
            ) from error

    @classmethod
    def _parse(cls, text: str) -> Self:
        if "/" in text:
            first, last = (cls._parse(part) for part in text.split("/"))
            return cls(first.first, last.last)
        if _YEAR.match(text):
            return cls.year(int(text))
        if found := _MONTH.match(text):
            return cls.month(int(found[1]), int(found[2]))
        return cls.day(date.fromisoformat(text))

    @property
    def precision(self) -> Precision:
        """The unit that the bounds fill: a day, a calendar month, a calendar year, or a span."""
        if self.first == self.last:
            return "day"
        if self == When.month(self.first.year, self.first.month):
            return "month"
        if self == When.year(self.first.year):
            return "year"
        return "span"

    def __str__(self) -> str:
        precision = self.precision
        if precision == "day":
            return self.first.isoformat()
        if precision == "month":
            return self.first.isoformat()[:7]
        if precision == "year":
            return f"{self.first.year:04d}"
        whole_years = (self.first.month, self.first.day) == (1, 1) and (
            self.last.month,
            self.last.day,
        ) == (12, 31)
        if whole_years:
            return f"{self.first.year:04d}/{self.last.year:04d}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def overlaps(self, other: When, days: int = 0) -> bool:
        """Tell whether both share a day, or lie at most `days` days apart."""
        gap = max((other.first - self.last).days, (self.first - other.last).days)
        return gap <= days

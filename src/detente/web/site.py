"""What all pages share: the day asked for, the frame around a page, the templates, the twins."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import HTTPException, Query, Response
from fastapi.responses import HTMLResponse

from detente.monitor.desk import Desk
from detente.monitor.health import Health, health
from detente.monitor.rows import Row
from detente.monitor.views import Age, plain
from detente.records import Source
from detente.web.templating import environment
from detente.web.words import long_date

__all__ = ["AsOf", "Page", "Site"]

AsOf = Annotated[date | None, Query(description="Show what was known on this day (ISO 8601).")]

_EARLIEST = date(1900, 1, 1)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The frame of a page: where it is, the day it shows, its twins, and what readers must know."""

    name: str
    path: str
    as_of: date | None = None
    as_of_given: bool = False
    notes: tuple[str, ...] = ()
    age: str = ""
    twins: tuple[tuple[str, str], ...] = ()
    permalink: str = ""
    q: str = ""

    @property
    def query(self) -> str:
        """The query that keeps links on the day that was asked for."""
        return f"?as_of={self.as_of}" if self.as_of_given else ""


class Site:
    """The desk with what the pages add to it."""

    def __init__(
        self,
        desk: Desk,
        *,
        as_of: date | None,
        today: Callable[[], date],
        now: Callable[[], datetime],
        sources: Sequence[Source] = (),
    ) -> None:
        """`as_of` is the day shown where none is asked for; None takes the last day with data.

        `sources` are those of the settings; without any, those in the ledger are shown.
        """
        self.desk = desk
        self.today = today
        self._now = now
        self._sources = tuple(sources)
        self._as_of = as_of
        self._templates = environment()

    def day(self, asked: date | None) -> date:
        """Give the day to show. Raises a 422 for a day that nobody can know about yet."""
        last = max(self.today(), self.desk.latest)
        if asked and not _EARLIEST <= asked <= last:
            raise HTTPException(
                422, f"as_of={asked} lies outside {_EARLIEST} to {last}; choose a day between them."
            )
        return asked or self._as_of or self.desk.latest

    def health(self) -> Health:
        """Tell how it stands with collecting now."""
        return health(self.desk.ledger, self._sources, now=self._now())

    def collecting(self, day: date) -> Health | None:
        """Give the health that belongs to a page of that day: none to one of an earlier day."""
        return self.health() if day >= self.desk.latest else None

    def page(
        self,
        name: str,
        path: str,
        day: date,
        *,
        asked: date | None = None,
        q: str = "",
        more: Sequence[tuple[str, str]] = (),
    ) -> Page:
        """Frame a page whose twins lie at ``<path>.json`` and ``<path>.csv``."""
        query = urlencode({"as_of": day.isoformat()} | ({"q": q} if q else {}))
        twin = "/index" if path == "/" else path
        return Page(
            name=name,
            path=path,
            as_of=day,
            as_of_given=asked is not None,
            notes=self.desk.ledger.common_notes(),
            age=age_words(self.desk.age(day)),
            twins=(("JSON", f"{twin}.json?{query}"), ("CSV", f"{twin}.csv?{query}"), *more),
            permalink=f"{path}?{query}",
            q=q,
        )

    def html(self, template: str, page: Page, status: int = 200, **context: Any) -> HTMLResponse:
        """Fill a template."""
        text = self._templates.get_template(template).render(page=page, **context)
        return HTMLResponse(text, status)

    @staticmethod
    def json(value: object, status: int = 200) -> Response:
        """Answer with a view or record as one JSON object."""
        text = json.dumps(plain(value), ensure_ascii=False, indent=1)
        return Response(text, status, media_type="application/json")

    @staticmethod
    def csv(rows: Sequence[Row], name: str) -> Response:
        """Answer with one line a row, the columns of all rows, in their order.

        Text that a spreadsheet would run as a formula gets a leading apostrophe.
        """
        columns = list(dict.fromkeys(column for row in rows for column in row))
        sheet = io.StringIO()
        writer = csv.writer(sheet, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
        return Response(
            sheet.getvalue(),
            media_type="text/csv",
            headers={"Content-Disposition": f'inline; filename="{name}.csv"'},
        )


def age_words(age: Age) -> str:
    """Say how old the newest document is, and whether that is fresh."""
    if age.newest is None or age.days is None:
        return "No data: no document with a date by this day."
    kind = "Fresh" if age.state == "fresh" else "Stale"
    return f"{kind} data: the newest document is of {long_date(age.newest)}, {ago_words(age)}."


def ago_words(age: Age) -> str:
    """Say how far the newest document lies before today, or else before the day shown."""
    if age.newest is None or age.days is None:
        return ""
    if age.newest == age.as_of and age.state == "fresh":
        return "the same day"
    days = "1 day" if age.days == 1 else f"{age.days:,} days"
    return f"{days} before {'today' if age.today else long_date(age.as_of)}"


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value

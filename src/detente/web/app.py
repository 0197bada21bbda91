"""The pages as one ASGI application over a ledger."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from detente.monitor.desk import Desk
from detente.records import Dyad, Source
from detente.store import Ledger
from detente.web import problems
from detente.web.guard import Guard
from detente.web.pages import briefing, event, method, metrics, overview, pair, search
from detente.web.pages import sources as sources_page
from detente.web.site import Site

__all__ = ["create_app"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _utc_today() -> date:
    return _utc_now().date()


def create_app(
    ledger: Ledger | Path,
    *,
    watched: Sequence[Dyad] = (),
    as_of: date | None = None,
    today: Callable[[], date] = _utc_today,
    now: Callable[[], datetime] = _utc_now,
    sources: Sequence[Source] = (),
    title: str = "Watched pairs",
) -> FastAPI:
    """Give the application that shows a ledger.

    `as_of` is the day shown where a reader asks for none; without it, the last day with data.
    `sources` are those of the settings; without any, those in the ledger are shown.
    A path is opened, and closed with the application. Raises `LedgerNotFound` and the other errors
    of `Ledger.open` for it.
    """
    opened = ledger if isinstance(ledger, Ledger) else Ledger.open(ledger, create=False)

    @asynccontextmanager
    async def closing(_: FastAPI) -> AsyncIterator[None]:
        yield
        if opened is not ledger:
            opened.close()

    desk = Desk(opened, title=title, watch=watched, clock=today)
    site = Site(desk, as_of=as_of, today=today, now=now, sources=sources)
    app = FastAPI(title="Detente", docs_url=None, redoc_url=None, lifespan=closing)
    app.add_middleware(Guard)
    for page in (overview, briefing, pair, event, sources_page, metrics, method, search):
        app.include_router(page.routes(site))
    static = StaticFiles(directory=str(files("detente.web") / "static"))
    app.mount("/static", static, name="static")
    problems.install(app, site)
    return app

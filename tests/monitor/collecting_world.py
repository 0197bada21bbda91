"""What tests of live collecting share: a fetcher that finds every outlet on loopback."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from detente.collecting.fetching import Allowed, Fetcher, FetchLimits
from detente.monitor.clock import Clock
from detente.monitor.live_options import LiveOptions
from detente.monitor.run import RunSummary, run_once
from detente.records import Source
from detente.store import Ledger
from tests.newsroom.world import START, Outlet

__all__ = ["CODER", "NOW", "content", "fetching", "once", "sources"]

CODER = "rules.v1"
NOW = START.replace(year=2026)


def fetching(options: LiveOptions, clock: Clock) -> Fetcher:
    """Give a fetcher for which every name lies on loopback, and which waits for nobody."""

    async def loopback(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    return Fetcher(
        FetchLimits(connections=options.connections, gap=0, total=5, read=2),
        allowed=Allowed.parse(["127.0.0.1"]),
        resolver=loopback,
        clock=clock.monotonic,
        sleep=clock.sleep,
    )


def sources(outlets: Iterable[Outlet]) -> list[Source]:
    """Give the feeds of outlets."""
    return [Source.feed(outlet.feed, name=outlet.name) for outlet in outlets]


def once(path: Path, outlets: Iterable[Outlet], **given: Any) -> RunSummary:
    """Poll every outlet once."""
    with Ledger.open(path) as ledger:
        return run_once(ledger, sources(outlets), now=NOW, coder=CODER, fetching=fetching, **given)


def content(path: Path) -> dict[str, Any]:
    """Give all that the ledger tells, fetch times and the state of collecting aside."""
    with Ledger.open(path, create=False) as ledger:
        items = [(i.key, i.revision, i.digest, i.source, i.url, i.title) for i in ledger.items()]
        return {
            "documents": sorted(d.id for d in ledger.documents()),
            "reports": sorted(r.id for r in ledger.reports()),
            "events": sorted(e.id for e in ledger.events()),
            "backgrounds": sorted(b.id for b in ledger.backgrounds()),
            "points": {str(d): [p.id for p in ledger.points(d)] for d, _ in ledger.dyads()},
            "skips": sorted(s.id for s in ledger.skips()),
            "items": items,
            "waiting": ledger.waiting_counts(),
            "links": sorted((i.key, ledger.documents_of(i.id)) for i in ledger.items()),
        }

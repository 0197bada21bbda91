"""``detente sources check``: ask every source once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import typer

from detente.cli.opening import settings
from detente.cli.options import AsJson, ConfigFile
from detente.cli.terminal import print_json, print_table, progress, say
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from detente.monitor.checking import Checked
    from detente.monitor.config import Config
    from detente.monitor.run import Progress

__all__ = ["NAME", "command"]

NAME = "check"


def command(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Ask every source on the web once, and tell whether it is live, moved, blocked or dead.

    Nothing is kept. Exit status 1 tells that a source is neither live nor moved.

    Example: detente sources check
    """
    from detente.monitor.views import plain

    loaded = settings(config)
    with progress() as bars:
        found = asyncio.run(_check(loaded, bars))
    if not found:
        raise InvalidInput(
            "the settings list no source on the web; `detente sources import FILE` takes in the "
            "list of a feed reader, `detente init RUS AZE` writes starter sources"
        )
    if as_json:
        print_json(plain(found))
    else:
        _show(found)
    if not all(one.good for one in found):
        raise typer.Exit(1)


async def _check(config: Config, bars: Progress) -> tuple[Checked, ...]:
    from detente.monitor.checking import check
    from detente.monitor.clock import SystemClock
    from detente.monitor.fetching import fetcher_of
    from detente.monitor.live_options import options_of

    def tell(done: int, total: int) -> None:
        bars("check", done, total)

    async with fetcher_of(options_of(config), SystemClock()) as fetcher:
        return await check(config.records(), fetcher, datetime.now(UTC), tell)


def _show(found: tuple[Checked, ...]) -> None:
    rows = [{"name": one.name, "outcome": one.outcome, "words": one.words} for one in found]
    print_table(rows, {"name": "source", "outcome": "is", "words": "what it answered"})
    good = sum(one.good for one in found)
    say(f"{good:,} of {len(found):,} can be collected from")

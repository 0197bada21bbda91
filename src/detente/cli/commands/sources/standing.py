"""``detente sources``: where each source stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente.cli.opening import open_ledger
from detente.cli.terminal import print_json, print_line, print_table, say
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from pathlib import Path

    from detente.monitor.health import Health, SourceHealth
    from detente.records import Source

__all__ = ["show"]

_COLUMNS = {
    "name": "source",
    "state": "is",
    "answered": "last answer",
    "renewed": "last new item",
    "today": "today",
    "habit": "usual",
    "words": "what it means",
}


def show(config: Path | None, ledger: Path | None, group: str | None, *, as_json: bool) -> None:
    """Write where each source stands, or each of one group and those below it."""
    from detente.monitor.health import health
    from detente.monitor.views import plain

    with open_ledger(config, ledger) as (loaded, opened):
        given = loaded.records() or opened.sources()
        wanted = given if group is None else _of_group(given, group)
        found = health(opened, wanted, now=datetime.now(UTC))
    if as_json:
        print_json(plain(found))
    else:
        _table(found)


def _of_group(sources: Sequence[Source], group: str) -> list[Source]:
    wanted = group.strip("/").casefold() + "/"
    held = [one for one in sources if f"{one.group}/".casefold().startswith(wanted)]
    if not held:
        groups = ", ".join(sorted({repr(one.group) for one in sources if one.group})) or "none"
        raise InvalidInput(f"no source in a group {group!r}; there are: {groups}")
    return held


def _table(found: Health) -> None:
    if not found.sources:
        say("no such source on the web; `detente sources import FILE` takes in the list of a feed "
            "reader, `detente init RUS AZE` writes starter sources")  # fmt: skip
        return
    print_table([_row(one, found.now) for one in found.sources], _COLUMNS)
    if found.words:
        print_line(f"\n{found.words}")
    if found.to_fetch or found.to_read:
        print_line(f"Waiting: {found.to_fetch:,} articles to be fetched, {found.to_read:,} pages "
                   "to be read")  # fmt: skip


def _row(one: SourceHealth, now: datetime) -> dict[str, object]:
    from detente.monitor.ago import ago

    error = f"last error: {one.error}" if one.error else ""
    return {
        "name": one.name,
        "state": one.state,
        "answered": ago(one.answered, now) if one.answered else "never",
        "renewed": ago(one.renewed, now) if one.renewed else "never",
        "today": one.today,
        "habit": "-" if one.habit is None else f"{one.habit:.1f} a day",
        "words": "; ".join(filter(None, (one.words, error))),
    }

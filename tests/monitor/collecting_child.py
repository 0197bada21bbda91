"""``python -m tests.monitor.collecting_child LEDGER FEED...``: polls once; made to be killed."""

from __future__ import annotations

import sys

from detente.monitor.live_options import LiveOptions
from detente.monitor.run import run_once
from detente.records import Source
from detente.store import Ledger
from tests.monitor.collecting_world import CODER, NOW, fetching

__all__ = ["main"]


def main(path: str, feeds: list[str]) -> None:
    """Poll the feeds into the ledger."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    given = [Source.feed(feed, name=f"Outlet {number}") for number, feed in enumerate(feeds)]
    with Ledger.open(path) as ledger:
        options = LiveOptions(connections=20)
        run_once(ledger, given, now=NOW, coder=CODER, options=options, fetching=fetching)
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

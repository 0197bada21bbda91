"""Where the steps of a run are told to programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from detente.cli.terminal import say

if TYPE_CHECKING:
    from detente.monitor.journal import Journal

__all__ = ["journal_to"]


@contextmanager
def journal_to(path: str | None) -> Iterator[Journal]:
    """Write what happens as JSON lines to a file, to stderr for ``-``, or nowhere."""
    from detente.monitor.clock import SystemClock
    from detente.monitor.journal import JsonLines, silent

    now = SystemClock().now
    if path is None:
        yield silent
    elif path == "-":
        yield JsonLines(sys.stderr, now)
    else:
        with Path(path).open("a", encoding="utf8") as stream:
            lines = JsonLines(stream, now)
            yield lines
            if lines.problem:
                say(f"{path}: not written to the end: {lines.problem}")

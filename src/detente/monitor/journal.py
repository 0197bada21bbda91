"""What happens in a live run, as one line of JSON an event, for programs that watch it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TextIO

__all__ = ["Journal", "JsonLines", "silent"]


class Journal(Protocol):
    """Told what happens."""

    def __call__(self, event: str, **fields: object) -> None:
        """Take note of an event, such as ``polled``, ``fetched``, ``read`` or ``concluded``."""


def silent(event: str, **fields: object) -> None:
    """Take no notice."""


class JsonLines:
    """Writes events to a stream, each with its time; fields that are empty are left out."""

    def __init__(self, stream: TextIO, now: Callable[[], datetime]) -> None:
        self.problem = ""
        """Why nothing is written any more; empty while it is."""
        self._stream = stream
        self._now = now

    def __call__(self, event: str, **fields: object) -> None:
        """Write one line. A stream that takes no more must not end a run of weeks."""
        if self.problem:
            return
        told = {key: value for key, value in fields.items() if value not in ("", None)}
        line = json.dumps({"at": self._now().isoformat(), "event": event, **told})
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except OSError as error:
            self.problem = str(error)

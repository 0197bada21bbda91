"""Where the collecting of one source stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from detente.records.record import Record, check

__all__ = ["SourceState"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState(Record):
    """What the last polls of a source found out, and when the next one is due."""

    IDENTITY: ClassVar[tuple[str, ...]] = ("source",)

    source: str
    """Id of the `Source`."""
    address: str
    """Where it lies now: another address than the source's after a permanent redirect."""
    etag: str = ""
    modified: str = ""
    """``Last-Modified`` as it came."""
    due: datetime | None = None
    """When to poll next; None: at once."""
    polled: datetime | None = None
    answered: datetime | None = None
    """Last poll that succeeded, unchanged answers included."""
    renewed: datetime | None = None
    """Last poll that brought a new item."""
    failures: int = 0
    """Polls that failed since the last success."""
    error: str = ""
    """Why the last poll failed; empty after a success."""
    gone: bool = False
    """It answered 410: from then on it is asked once a week whether that still holds."""
    times: tuple[datetime, ...] = ()
    """When its latest items were published (or seen, where they do not say), oldest first: its
    rhythm."""
    every: float | None = None
    """Seconds between changes by the source's own word."""
    parts: bool = False
    """It lists further listings: that it is unchanged says nothing of them."""
    hub: str = ""
    topic: str = ""
    pushed_until: datetime | None = None
    """Until then a WebSub hub has promised to push what is new."""

    def _check(self) -> None:
        check(self.source, self, "source is empty")
        check(self.address, self, "address is empty")
        check(self.failures >= 0, self, f"failures {self.failures} is below 0")

"""What an address answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A usable answer: the whole body, or word that nothing has changed."""

    url: str
    """Where the answer came from in the end."""
    moved: str = ""
    """Where the address has moved for good: the end of the unbroken chain of permanent redirects
    that it begins with; empty where it has not moved."""
    status: int = 200
    """200, or 304: unchanged since the `etag` or `modified` that the request named."""
    body: bytes = b""
    """Unpacked; empty with status 304."""
    media_type: str = ""
    """In lower case, without parameters; empty where the answer does not say."""
    charset: str = ""
    """As the answer says, in lower case; nobody has checked that there is one of that name."""
    etag: str = ""
    modified: str = ""
    """``Last-Modified`` as it came."""
    max_age: int | None = None
    """Seconds for which the answer says that it holds."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Absolute addresses from the ``Link`` header by relation: ``hub`` and ``self``."""
    seconds: float = 0.0
    """How long the network took, waiting for a turn not counted."""
    hops: int = 0
    """Redirects that were followed."""

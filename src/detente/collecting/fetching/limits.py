"""How long is waited, how much is taken, how hard a host is pressed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from importlib.metadata import version

from detente.errors import InvalidConfig

__all__ = ["AGENT", "FetchLimits", "user_agent"]

AGENT = "Detente"
"""The name by which a robots.txt knows us."""

HOME = "https://github.com/detente-project/detente"

_MAY_BE_ZERO = ("gap", "redirects")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Limits of every request; times in seconds, sizes in bytes."""

    connect: float = 10.0
    """To resolve a name, to connect, and again to agree on TLS."""
    read: float = 20.0
    """From one piece of an answer to the next."""
    total: float = 60.0
    """For a whole answer with all its redirects, waiting for a turn not counted."""
    header: int = 64_000
    body: int = 20_000_000
    unpacked: int = 20_000_000
    redirects: int = 5
    connections: int = 40
    """Requests under way at once."""
    per_host: int = 2
    gap: float = 1.0
    """From the beginning of one request to a host to the beginning of the next."""

    def __post_init__(self) -> None:
        """Refuse what could never fetch anything."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0 or (value == 0 and field.name not in _MAY_BE_ZERO):
                raise InvalidConfig(f"limit {field.name} = {value}: give a number above 0")


def user_agent(contact: str = "") -> str:
    """Say who asks, and where whoever minds can complain. Raises `InvalidConfig`."""
    if not (contact.isascii() and contact.isprintable()):
        raise InvalidConfig(f"contact {contact!r}: write an address in plain ASCII letters")
    about = f"+{HOME}; {contact}" if contact else f"+{HOME}"
    return f"{AGENT}/{version('detente')} ({about})"

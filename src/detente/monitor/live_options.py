"""How a live run works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.pieces import DEFAULT_CODER
from detente.records import Dyad

if TYPE_CHECKING:
    from detente.monitor.config import Config

__all__ = ["LiveOptions", "options_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveOptions:
    """How a live run works."""

    coder: str = DEFAULT_CODER
    watch: tuple[Dyad, ...] = ()
    connections: int = 40
    """Requests at the same time, all hosts together."""
    full_text: bool = True
    """Fetch the article where a listing has only a teaser."""
    fast: bool = False
    """Find the text of a page in the faster and less exact way."""
    once: bool = False
    """Poll every source once, finish what comes of it, and end."""
    allow: tuple[str, ...] = ()
    """Hosts and networks of one's own that may be fetched although they are private."""
    contact: str = ""
    """Mail or web address by which outlets can reach whoever collects."""
    gap: float = 1.0
    """Seconds between two requests to one host."""
    callback: str = ""
    """Public address of the server that WebSub hubs push to; empty: nobody is asked to push."""
    callback_port: int = 8643
    """Port on which that server listens."""


def options_of(config: Config) -> LiveOptions:
    """Take the options from the settings."""
    return LiveOptions(
        coder=config.coder,
        watch=config.dyads,
        connections=config.collecting.connections,
        full_text=config.collecting.full_text,
        fast=config.collecting.fast,
        allow=config.collecting.allow,
        contact=config.collecting.contact,
        callback=config.collecting.callback,
        callback_port=config.collecting.callback_port,
    )

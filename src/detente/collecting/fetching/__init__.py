"""Getting one address from the web, within limits and without being led astray."""

from __future__ import annotations

from detente.collecting.fetching.addresses import refusal
from detente.collecting.fetching.allowed import Allowed
from detente.collecting.fetching.answer import Answer
from detente.collecting.fetching.fetch import Fetcher
from detente.collecting.fetching.limits import FetchLimits, user_agent
from detente.collecting.fetching.reasons import REASONS
from detente.collecting.fetching.resolving import Resolver, system_resolver
from detente.collecting.fetching.urls import Address, checked

__all__ = [
    "REASONS",
    "Address",
    "Allowed",
    "Answer",
    "FetchLimits",
    "Fetcher",
    "Resolver",
    "checked",
    "refusal",
    "system_resolver",
    "user_agent",
]

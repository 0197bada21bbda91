"""Where a name lies: asked once for each connection, and every answer looked at."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable

from detente.collecting.fetching import reasons
from detente.collecting.fetching.addresses import refusal
from detente.collecting.fetching.allowed import Allowed
from detente.collecting.fetching.hostnames import literal
from detente.errors import FetchError, Refused

__all__ = ["Resolver", "places", "system_resolver"]

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Gives the IP addresses of a host for a port. Raises `OSError` where there are none."""


async def system_resolver(host: str, port: int) -> list[str]:
    """Ask the machine's own resolver."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(place[0]) for *_, place in found]


async def places(
    host: str, port: int, *, resolver: Resolver, allowed: Allowed, timeout: float | None
) -> list[str]:
    """Give the addresses at which a host may be connected to, each once.

    Raises `Refused` if one of them must not be, and `FetchError` if there are none.
    """
    found = [host] if literal(host) else await _asked(host, port, resolver, timeout)
    _check(host, port, found, allowed)
    return found


async def _asked(host: str, port: int, resolver: Resolver, timeout: float | None) -> list[str]:
    try:
        async with asyncio.timeout(timeout):
            found = await resolver(host, port)
    except TimeoutError as error:
        raise FetchError(reasons.NO_ANSWER, f"from the name server about {host}") from error
    except (OSError, UnicodeError) as error:
        raise FetchError(reasons.NO_NAME, f"{host}: {error}") from error
    if not found:
        raise FetchError(reasons.NO_NAME, host)
    return list(dict.fromkeys(found))


def _check(host: str, port: int, found: Iterable[str], allowed: Allowed) -> None:
    # One bad answer refuses the whole name. An honest public site has no private address, and with
    # a mixed answer the bad one would be reached as soon as the good one is made to fail.
    for ip in found:
        if (why := refusal(ip)) and not allowed.covers(host, port, ip):
            where = ip if ip == host else f"{host} lies at {ip}, which"
            raise Refused(reasons.ADDRESS, f"{where} is {why}")

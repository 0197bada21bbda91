"""Fetching from the server of a test."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from pathlib import Path
from ssl import SSLContext
from typing import Any

import httpx
from tests.newsroom import NewsServer

from detente.collecting.fetching import Allowed, Answer, Fetcher, FetchLimits
from detente.errors import FetchError

CASES = Path(__file__).resolve().parents[2] / "cases" / "collecting"
PUBLIC = "93.184.216.34"


@cache
def authorities() -> SSLContext:
    """Read the machine's certificates once: each time takes a while."""
    return httpx.create_ssl_context()


def limits(**changed: Any) -> FetchLimits:
    return FetchLimits(**{"gap": 0.0, "connect": 10.0, "read": 10.0, "total": 20.0, **changed})


def fetcher(*, only: FetchLimits | None = None, **options: Any) -> Fetcher:
    """Make a fetcher for loopback that does not pause."""
    given: dict[str, Any] = {"allowed": Allowed.parse(["127.0.0.1"]), "ssl_context": authorities()}
    return Fetcher(only or limits(), **(given | options))


def get(server: NewsServer, path: str = "/", **asked: Any) -> Answer:
    """Get one path with a fetcher of its own. `only` and `resolver` go to the fetcher."""
    options = {name: asked.pop(name) for name in ("only", "resolver", "agent") if name in asked}

    async def run() -> Answer:
        async with fetcher(**options) as made:
            return await made.get(server.url(path), **asked)

    return asyncio.run(run())


def failure(server: NewsServer, path: str = "/", **asked: Any) -> FetchError:
    """Give the error that getting a path ends in."""
    try:
        answer = get(server, path, **asked)
    except FetchError as error:
        return error
    raise AssertionError(f"{path} was answered: {answer}")


def always(*ips: str) -> Callable[[str, int], Awaitable[list[str]]]:
    """Make a resolver that knows one answer."""
    return turns([list(ips)])


def turns(
    answers: Sequence[list[str]], asked: list[str] | None = None
) -> Callable[[str, int], Awaitable[list[str]]]:
    """Make a resolver that gives one answer after another, the last one for ever.

    The names that it is asked for are added to `asked`.
    """
    left = list(answers)

    async def resolve(host: str, port: int) -> list[str]:
        if asked is not None:
            asked.append(host)
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve

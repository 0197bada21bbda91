"""A real fetcher gets nothing of what stands in the table, by whatever way it is led there."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import httpcore
import pytest
from tests.collecting.fetching.asking import PUBLIC, always, authorities, fetcher, limits
from tests.collecting.fetching.cases import BARE, ROWS, TRICKS, address_of
from tests.newsroom import NewsServer, Reply, Request, redirect

from detente.collecting.fetching import Allowed, Fetcher
from detente.errors import FetchError, Refused

ADDRESSES = [*((address_of(ip), ip, why) for ip, why in BARE), *((a, a, why) for a, why in TRICKS)]
MIXED: tuple[Callable[[str], list[str]], ...] = (
    lambda ip: [ip],
    lambda ip: [PUBLIC, ip],
    lambda ip: [ip, PUBLIC],
    lambda ip: ["2606:4700::1111", PUBLIC, ip],
)


class Dialled(Exception):
    """Somebody was about to be connected to."""


class NoNetwork(httpcore.AnyIOBackend):
    async def connect_tcp(self, host: str, port: int, *rest: Any, **named: Any) -> Any:
        raise Dialled(f"{host}:{port}")


def _strict(**options: Any) -> Fetcher:
    given: dict[str, Any] = {
        "allowed": Allowed(),
        "resolver": always(PUBLIC),
        "backend": NoNetwork(),
    }
    return Fetcher(limits(), ssl_context=authorities(), **(given | options))


async def _outcome(asked: Awaitable[object]) -> str:
    """Give the message of a refusal, or say in capitals what happened in its place."""
    try:
        answer = await asked
    except Refused as error:
        return str(error)
    except (FetchError, Dialled) as error:
        return f"NOT REFUSED: {error!r}"
    return f"ANSWERED: {answer!r}"


def _wrong(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    return [row for row in found if row[1] not in row[2]]


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) == len(set(ROWS)) >= 80
    assert len(BARE) >= 60


def test_nothing_of_the_table_is_fetched() -> None:
    async def run() -> list[tuple[str, str, str]]:
        async with _strict() as strict:
            return [
                (url, "a host with %" if "%" in ip and "://" not in ip else why,
                 await _outcome(strict.get(url, robots=False)))
                for url, ip, why in ADDRESSES if why != "not an IP address"
            ]  # fmt: skip

    assert _wrong(asyncio.run(run())) == []


def test_no_redirect_leads_there() -> None:
    """The server is allowed by its port only, so the rest of its own address is closed too."""
    sendable = [
        (url, ip, why) for url, ip, why in ADDRESSES
        if not any((ord(c) < 32 and c != "\t") or c in "\x7f\ud800" for c in url)
        and why != "not an IP address"
    ]  # fmt: skip
    assert len(sendable) > 150

    def route(request: Request) -> Reply:
        return redirect(sendable[int(request.path.partition("?")[2])][0], 301)

    async def run(server: NewsServer) -> list[tuple[str, str, str]]:
        server.set("/to", route)
        only = Allowed.parse([f"127.0.0.1:{server.port}"])
        async with fetcher(allowed=only, resolver=always(PUBLIC)) as led:
            return [
                (url, "a host with %" if "%" in ip and "://" not in ip else why,
                 await _outcome(led.get(server.url(f"/to?{number}"), robots=False)))
                for number, (url, ip, why) in enumerate(sendable)
            ]  # fmt: skip

    with NewsServer() as server:
        found = asyncio.run(run(server))
        assert _wrong(found) == []
        assert len(server.requests) == len(sendable)


@pytest.mark.parametrize("answers", MIXED)
def test_no_name_leads_there(answers: Callable[[str], list[str]]) -> None:
    """One bad answer among good ones refuses the name."""
    by_name = {f"n{number}.example": answers(ip) for number, (ip, _) in enumerate(BARE)}

    async def resolve(host: str, port: int) -> list[str]:
        return by_name[host]

    async def run() -> list[tuple[str, str, str]]:
        async with _strict(resolver=resolve) as strict:
            return [
                (ip, f"lies at {ip}, which is {why}",
                 await _outcome(strict.get(f"http://n{number}.example/", robots=False)))
                for number, (ip, why) in enumerate(BARE)
            ]  # fmt: skip

    assert _wrong(asyncio.run(run())) == []


def test_the_robots_txt_is_refused_just_the_same() -> None:
    async def run() -> str:
        async with _strict(resolver=always("10.0.0.1")) as strict:
            return await _outcome(strict.get("http://n.example/"))

    assert "10.0.0.1, which is private" in asyncio.run(run())


def test_the_names_of_this_machine_are_refused_by_where_they_lie() -> None:
    async def run() -> str:
        async with Fetcher(limits(), ssl_context=authorities(), backend=NoNetwork()) as strict:
            return await _outcome(strict.get("http://localhost/", robots=False))

    assert "which is loopback" in asyncio.run(run())


def test_the_guard_of_the_tests_would_see_a_connection() -> None:
    """Were nothing dialled at all, the tests above would prove nothing."""

    async def run() -> str:
        async with _strict() as strict:
            return await _outcome(strict.get("http://public.example/", robots=False))

    assert asyncio.run(run()) == f"NOT REFUSED: Dialled('{PUBLIC}:80')"

"""A name server that changes its answer between check and connection changes nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import httpcore
import pytest
from tests.collecting.fetching.asking import PUBLIC, always, authorities, fetcher, limits, turns
from tests.newsroom import NewsServer, Reply, redirect

from detente.collecting.fetching import Allowed, Fetcher
from detente.collecting.fetching.transport import CheckedBackend
from detente.errors import FetchError, Refused

TEXT = b"news"


class Diverted(httpcore.AnyIOBackend):
    """Notes whom it is to connect to, and connects to the server of the test instead."""

    def __init__(self, server: NewsServer, dead: tuple[str, ...] = ()) -> None:
        self.server = server
        self.dead = dead
        self.dialled: list[str] = []

    async def connect_tcp(
        self, host: str, port: int, *rest: Any, **named: Any
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append(f"{host}:{port}")
        if host in self.dead:
            raise httpcore.ConnectError("nobody there")
        return await super().connect_tcp(self.server.host, self.server.port, *rest, **named)


def _strict(backend: httpcore.AsyncNetworkBackend, resolver: Any) -> Fetcher:
    return Fetcher(limits(), ssl_context=authorities(), backend=backend, resolver=resolver)


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    """Public at the first question, loopback at every later one."""
    asked: list[str] = []

    async def run(server: NewsServer) -> None:
        diverted = Diverted(server)
        async with _strict(diverted, turns([[PUBLIC], ["127.0.0.1"]], asked)) as strict:
            answer = await strict.get("http://news.example/", robots=False)
        assert (answer.body, answer.url) == (TEXT, "http://news.example/")
        assert diverted.dialled == [f"{PUBLIC}:80"]

    with NewsServer() as server:
        server.set("/", Reply(body=TEXT))
        asyncio.run(run(server))
        assert asked == ["news.example"]
        assert [r.headers["host"] for r in server.requests] == ["news.example"]


def test_the_next_connection_asks_anew_and_is_refused() -> None:
    asked: list[str] = []

    async def run(server: NewsServer) -> None:
        diverted = Diverted(server)
        async with _strict(diverted, turns([[PUBLIC], ["127.0.0.1"]], asked)) as strict:
            await strict.get("http://news.example/closes", robots=False)
            with pytest.raises(Refused, match="loopback"):
                await strict.get("http://news.example/", robots=False)
        assert diverted.dialled == [f"{PUBLIC}:80"]

    with NewsServer() as server:
        server.set("/closes", Reply(body=TEXT, headers={"Connection": "close"}))
        server.set("/", Reply(body=TEXT))
        asyncio.run(run(server))
        assert asked == ["news.example"] * 2
        assert server.paths == ["/closes"]


def test_a_connection_that_is_kept_is_not_resolved_again() -> None:
    asked: list[str] = []

    async def run(server: NewsServer) -> None:
        async with _strict(Diverted(server), turns([[PUBLIC], ["127.0.0.1"]], asked)) as strict:
            for _ in range(3):
                await strict.get("http://news.example/", robots=False)

    with NewsServer() as server:
        server.set("/", Reply(body=TEXT))
        asyncio.run(run(server))
        assert (len(server.requests), server.accepted, len(asked)) == (3, 1, 1)


def test_a_redirect_to_the_same_name_on_another_port_is_resolved_and_checked_anew() -> None:
    async def run(server: NewsServer) -> None:
        diverted = Diverted(server)
        async with _strict(diverted, turns([[PUBLIC], ["169.254.169.254"]])) as strict:
            with pytest.raises(Refused, match="metadata"):
                await strict.get("http://news.example/", robots=False)
        assert diverted.dialled == [f"{PUBLIC}:80"]

    with NewsServer() as server:
        server.set("/", redirect("http://news.example:8080/latest/meta-data/"))
        asyncio.run(run(server))


def test_the_addresses_of_a_name_are_tried_in_turn() -> None:
    async def run(server: NewsServer) -> None:
        diverted = Diverted(server, dead=("2606:4700::1111",))
        async with _strict(diverted, always("2606:4700::1111", PUBLIC, PUBLIC)) as strict:
            answer = await strict.get("http://news.example/", robots=False)
        assert answer.body == TEXT
        assert diverted.dialled == ["2606:4700::1111:80", f"{PUBLIC}:80"]

    with NewsServer() as server:
        server.set("/", Reply(body=TEXT))
        asyncio.run(run(server))


def test_a_flood_of_addresses_is_not_tried_to_its_end() -> None:
    flood = [f"93.184.216.{number}" for number in range(1, 200)]

    async def run(server: NewsServer) -> None:
        diverted = Diverted(server, dead=tuple(flood))
        async with _strict(diverted, always(*flood)) as strict:
            with pytest.raises(FetchError) as caught:
                await strict.get("http://news.example/", robots=False)
        assert caught.value.reason == "cannot connect"
        assert len(diverted.dialled) == 3

    with NewsServer() as server:
        asyncio.run(run(server))


def test_loopback_itself_is_dialled_by_the_address_that_was_allowed() -> None:
    """No stand-in here: the name lies at an allowed address first, and at another one then."""
    asked: list[str] = []

    async def run(server: NewsServer) -> None:
        only = Allowed.parse([f"127.0.0.1:{server.port}"])
        resolver = turns([["127.0.0.1"], ["127.0.0.2"]], asked)
        async with fetcher(allowed=only, resolver=resolver) as made:
            url = server.url("/", host="news.example")
            assert (await made.get(url, robots=False)).body == TEXT
            with pytest.raises(Refused):
                await made.get(url, robots=False)

    with NewsServer() as server:
        server.set("/", Reply(body=TEXT, headers={"Connection": "close"}))
        asyncio.run(run(server))
        assert asked == ["news.example"] * 2


def test_a_socket_of_the_machine_is_refused() -> None:
    with pytest.raises(Refused, match="docker"):
        asyncio.run(CheckedBackend().connect_unix_socket("/var/run/docker.sock"))

"""The allow-list of a team's own hosts."""

from __future__ import annotations

import asyncio

import pytest
from tests.collecting.fetching.asking import always, fetcher
from tests.newsroom import NewsServer, Reply

from detente.collecting.fetching import Allowed, checked
from detente.errors import InvalidConfig, Refused


@pytest.mark.parametrize(
    ("entry", "host", "port", "ip"),
    [
        ("intranet", "intranet", 80, "10.0.0.1"),
        ("Intranet.Example.ORG.", "intranet.example.org", 443, "fd00::1"),
        ("bücher.example", "xn--bcher-kva.example", 80, "10.0.0.1"),
        ("intranet:8080", "intranet", 8080, "10.0.0.1"),
        ("*.example.org", "a.b.example.org", 80, "10.0.0.1"),
        ("10.1.2.3", "10.1.2.3", 80, "10.1.2.3"),
        ("10.1.2.3", "any.example", 80, "10.1.2.3"),
        ("10.1.2.3", "any.example", 80, "::ffff:10.1.2.3"),
        ("10.1.2.3:81", "10.1.2.3", 81, "10.1.2.3"),
        ("127.1", "127.0.0.1", 80, "127.0.0.1"),
        ("10.0.0.0/8", "any.example", 80, "10.200.1.1"),
        ("fd00::/8", "any.example", 80, "fd00::1"),
        ("::1", "::1", 80, "::1"),
        ("[::1]:8080", "::1", 8080, "::1"),
    ],
)
def test_an_entry_covers_what_it_names(entry: str, host: str, port: int, ip: str) -> None:
    assert Allowed.parse([entry]).covers(host, port, ip)


@pytest.mark.parametrize(
    ("entry", "host", "port", "ip"),
    [
        ("intranet", "intranet.example", 80, "10.0.0.1"),
        ("intranet", "evil-intranet", 80, "10.0.0.1"),
        ("intranet:8080", "intranet", 80, "10.0.0.1"),
        ("*.example.org", "example.org", 80, "10.0.0.1"),
        ("*.example.org", "evilexample.org", 80, "10.0.0.1"),
        ("*.example.org", "example.org.evil", 80, "10.0.0.1"),
        ("10.1.2.3", "10.1.2.4", 80, "10.1.2.4"),
        ("10.1.2.3:81", "10.1.2.3", 80, "10.1.2.3"),
        ("10.0.0.0/8", "10.0.0.1", 80, "11.0.0.1"),
        ("10.0.0.0/8", "x", 80, "fd00::1"),
        ("10.0.0.0/8", "x", 80, "not an address"),
    ],
)
def test_an_entry_covers_nothing_else(entry: str, host: str, port: int, ip: str) -> None:
    assert not Allowed.parse([entry]).covers(host, port, ip)


@pytest.mark.parametrize(
    "entry",
    [
        "", " ", "a b", "http://intranet", "intranet/", "intranet:0", "intranet:65536",
        "intranet:x", "*", "*.", "*.10.0.0.1", "a.*.example", "10.0.0.1/8", "0.0.0.0/0", "::/0",
        "10.0.0.0/33", "10.0.0.0/8:80", "user@intranet", "fe80::1%eth0", "256.0.0.1", "[::1",
    ],
)  # fmt: skip
def test_nonsense_is_told_with_its_remedy(entry: str) -> None:
    with pytest.raises(InvalidConfig, match=r"write a host \(intranet"):
        Allowed.parse([entry])


def test_only_an_entry_with_the_port_opens_a_port_of_another_service() -> None:
    for entry in ("intranet", "*.example", "10.0.0.0/8"):
        with pytest.raises(Refused, match="25 is no port"):
            checked("http://intranet:25/", Allowed.parse([entry]))
    assert checked("http://intranet:25/", Allowed.parse(["intranet:25"])).port == 25
    assert checked("http://10.0.0.1:25/", Allowed.parse(["10.0.0.1:25"])).port == 25


def test_a_name_on_the_list_is_fetched_wherever_it_lies() -> None:
    async def run(server: NewsServer) -> bytes:
        own = Allowed.parse(["*.team.example"])
        async with fetcher(allowed=own, resolver=always("127.0.0.1")) as made:
            return (await made.get(server.url("/", host="wiki.team.example"))).body

    with NewsServer() as server:
        server.set("/", Reply(body=b"ours"))
        assert asyncio.run(run(server)) == b"ours"

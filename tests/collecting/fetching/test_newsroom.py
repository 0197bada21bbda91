"""The server of the tests does what it says, and ends without a trace."""

from __future__ import annotations

import http.client
import socket
import threading
import time

import pytest
from tests import newsroom
from tests.newsroom import NewsServer, Reply


def test_hundreds_of_requests_take_a_second() -> None:
    with NewsServer() as server:
        server.set("/", Reply(body=b"news"))
        asked = http.client.HTTPConnection("127.0.0.1", server.port)
        began = time.monotonic()
        for _ in range(300):
            asked.request("GET", "/")
            assert asked.getresponse().read() == b"news"
        assert time.monotonic() - began < 10
        asked.close()
        assert (len(server.requests), server.accepted) == (300, 1)


def test_requests_and_their_bodies_are_kept() -> None:
    with NewsServer() as server:
        server.set("/hub", lambda request: Reply(body=request.body.upper()))
        server.set("/hub?exact", Reply(status=202))
        asked = http.client.HTTPConnection("127.0.0.1", server.port)
        asked.request("POST", "/hub?x=1", body=b"mode=subscribe", headers={"X-A": "b"})
        assert asked.getresponse().read() == b"MODE=SUBSCRIBE"
        asked.request("HEAD", "/hub?exact")
        assert asked.getresponse().status == 202
        asked.close()
        first, second = server.requests
        assert (first.method, first.path, first.headers["x-a"]) == ("POST", "/hub?x=1", "b")
        assert (second.method, server.paths) == ("HEAD", ["/hub?x=1", "/hub?exact"])
        server.forget()
        assert server.requests == []


def test_it_ends_while_it_is_busy() -> None:
    before = threading.active_count()
    with NewsServer() as server:
        server.set("/slow", Reply(delay=60))
        server.set("/huge", newsroom.huge())
        open_ones = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(4)]
        for connection, path in zip(open_ones, ("/slow", "/huge", "/none"), strict=False):
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        while len(server.requests) < 3:
            time.sleep(0.01)
        began = time.monotonic()
    assert time.monotonic() - began < 10
    assert threading.active_count() == before
    for connection in open_ones:
        connection.close()


def test_a_reply_that_fails_fails_the_test() -> None:
    def run() -> None:
        with NewsServer() as server:
            server.set("/", lambda request: Reply(status=1 // 0))
            asked = http.client.HTTPConnection("127.0.0.1", server.port)
            asked.request("GET", "/")
            with pytest.raises(http.client.RemoteDisconnected):
                asked.getresponse()
            asked.close()

    with pytest.raises(ZeroDivisionError):
        run()

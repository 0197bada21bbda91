"""A real web server on loopback that can misbehave in every way that servers of news do.

>>> with NewsServer() as server:
...     server.set("/feed.xml", Reply(body=b"<rss/>", headers={"Content-Type": "text/xml"}))
...     server.set("/old.xml", redirect("/feed.xml", 301))
...     server.set("/now", lambda request: Reply(body=request.headers["host"].encode()))
...     fetch(server.url("/old.xml"))
...     [request.path for request in server.requests]
['/old.xml', '/feed.xml']

Whatever has no reply set is answered with 404, robots.txt too. A path with a query is looked up as
it is first and without its query then. A callable runs in the server's own thread: it must be quick
and lock what it shares. Everything may be set and read while the server runs.

A `Fetcher` reaches the server with ``allowed=Allowed.parse(["127.0.0.1"])``. Pauses and
``Retry-After`` count per host: to play many hosts with one server, give the fetcher a resolver that
answers ``["127.0.0.1"]`` and use ``server.url("/feed.xml", host="one.example")``.
"""

from __future__ import annotations

from tests.newsroom.behaviours import (
    content,
    cut,
    endless_headers,
    gone,
    gzip_bomb,
    huge,
    loop,
    not_http,
    redirect,
    server_error,
    slow_drip,
    too_many,
    wrong_charset,
    wrong_length,
)
from tests.newsroom.server import NewsServer, Reply, Request

__all__ = [
    "NewsServer",
    "Reply",
    "Request",
    "content",
    "cut",
    "endless_headers",
    "gone",
    "gzip_bomb",
    "huge",
    "loop",
    "not_http",
    "redirect",
    "server_error",
    "slow_drip",
    "too_many",
    "wrong_charset",
    "wrong_length",
]

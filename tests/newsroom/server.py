"""An HTTP/1.1 server over raw streams, so that it can break off, drip and lie."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from types import TracebackType
from typing import Self

__all__ = ["NewsServer", "Reply", "Request", "Route"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asked for."""

    method: str
    path: str
    """With the query, as it came."""
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""
    at: float = 0.0
    """When it came, by `time.monotonic`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is answered, and what goes wrong with it."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    stream: Callable[[], Iterable[bytes]] | None = None
    """Gives the body piece by piece, in place of `body`; sent in chunks if no length is given."""
    gzip: bool = False
    """Pack `body` and say so."""
    chunked: bool = False
    content_length: int | None = None
    """What to say instead of the true length."""
    cut_after: int | None = None
    """Hang up after so many bytes of what comes after the header."""
    drip: tuple[int, float] | None = None
    """Bytes at a time, and seconds between."""
    delay: float = 0.0
    """Seconds before the answer begins."""
    raw: Callable[[], Iterable[bytes]] | None = None
    """Sent as it is, instead of any HTTP; the connection ends with it."""


Route = Reply | Callable[[Request], Reply]


class NewsServer:
    """Serves what it was set to serve; a context manager. See the package for how to use it."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.host = host
        self.port = 0
        self._routes: dict[str, Route] = {}
        self._requests: list[Request] = []
        self._lock = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="newsroom", daemon=True)
        self._ready = threading.Event()
        self._stop = asyncio.Event()
        self._connections: set[asyncio.Task[None]] = set()
        self._failures: list[Exception] = []
        self.accepted = 0
        """Connections so far."""

    def url(self, path: str = "/", *, host: str = "") -> str:
        """Give the address of a path, under another name if `host` is given."""
        return f"http://{host or self.host}:{self.port}{path}"

    def set(self, path: str, route: Route) -> None:
        """Say what to answer to a path from now on."""
        with self._lock:
            self._routes[path] = route

    @property
    def requests(self) -> list[Request]:
        """What was asked so far, in order."""
        with self._lock:
            return list(self._requests)

    @property
    def paths(self) -> list[str]:
        """The paths asked for so far, those of robots.txt left out."""
        return [r.path for r in self.requests if r.path != "/robots.txt"]

    def forget(self) -> None:
        """Begin the list of requests anew."""
        with self._lock:
            self._requests.clear()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        if self._failures and error is None:
            raise self._failures[0]

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._ready.set()
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_server(self._accept, self.host, 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        self.accepted += 1
        try:
            while await self._exchange(reader, writer):
                pass
        except (asyncio.CancelledError, asyncio.IncompleteReadError, OSError):
            pass  # the other side has hung up, or the server ends
        except Exception as error:  # told when the server ends
            self._failures.append(error)
        finally:
            await self._hang_up(writer)
            self._connections.discard(task)

    async def _hang_up(self, writer: asyncio.StreamWriter) -> None:
        if self._stop.is_set():
            writer.transport.abort()
        writer.close()
        try:
            await writer.wait_closed()
        except (asyncio.CancelledError, OSError):
            writer.transport.abort()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; tell whether the connection goes on."""
        request = await _request(reader)
        with self._lock:
            self._requests.append(request)
            bare = request.path.partition("?")[0]
            route = self._routes.get(request.path) or self._routes.get(bare)
        reply = route(request) if callable(route) else route or Reply(status=404)
        return await _send(writer, reply, request)


async def _request(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method=method, path=path, headers=headers, body=body, at=time.monotonic())


async def _send(writer: asyncio.StreamWriter, reply: Reply, request: Request) -> bool:
    if reply.delay:
        await asyncio.sleep(reply.delay)
    if reply.raw is not None:
        await _write(writer, reply.raw(), reply)
        return False
    body = gzip.compress(reply.body, mtime=0) if reply.gzip else reply.body
    chunked = reply.chunked or (reply.stream is not None and reply.content_length is None)
    bare = request.method == "HEAD" or reply.status in (204, 304)
    head = _head(reply, None if chunked or bare else len(body))
    pieces = [] if bare else reply.stream() if reply.stream else [body]
    writer.write(head)
    if not await _write(writer, _chunks(pieces) if chunked and not bare else pieces, reply):
        return False
    keep = request.headers.get("connection", "").lower() != "close"
    return keep and (bare or reply.content_length is None)


def _head(reply: Reply, length: int | None) -> bytes:
    headers = {"Date": formatdate(usegmt=True), **reply.headers}
    if reply.gzip:
        headers["Content-Encoding"] = "gzip"
    if reply.content_length is not None:
        headers["Content-Length"] = str(reply.content_length)
    elif length is not None:
        headers.setdefault("Content-Length", str(length))
    elif reply.status not in (204, 304):
        headers["Transfer-Encoding"] = "chunked"
    phrase = HTTPStatus(reply.status).phrase
    lines = [f"HTTP/1.1 {reply.status} {phrase}", *(f"{n}: {v}" for n, v in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf8")


async def _write(writer: asyncio.StreamWriter, pieces: Iterable[bytes], reply: Reply) -> bool:
    """Send pieces as the reply wants them; tell whether all of them went out."""
    left = reply.cut_after
    for piece in _dripped(pieces, reply):
        part = piece if left is None else piece[:left]
        writer.write(part)
        await writer.drain()
        if left is not None and (left := left - len(part)) <= 0:
            return False
        if reply.drip is not None:
            await asyncio.sleep(reply.drip[1])
    await writer.drain()
    return True


def _dripped(pieces: Iterable[bytes], reply: Reply) -> Iterator[bytes]:
    for piece in pieces:
        size = len(piece) if reply.drip is None else reply.drip[0]
        for start in range(0, len(piece), size or 1):
            yield piece[start : start + size]


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        if piece:
            yield b"%x\r\n%b\r\n" % (len(piece), piece)
    yield b"0\r\n\r\n"

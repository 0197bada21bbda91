"""Connections to checked addresses only, and one kind of error for whatever goes wrong."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from typing import cast

import httpcore
import httpx

from detente.collecting.fetching import reasons
from detente.collecting.fetching.allowed import Allowed
from detente.collecting.fetching.resolving import Resolver, places, system_resolver
from detente.errors import FetchError, Refused

__all__ = ["CheckedBackend", "CheckedTransport"]

_TRIED = 3
"""Addresses of a name that are tried one after another."""

_IDLE = 5.0
"""Seconds that an unused connection is kept; servers close them a little later themselves."""

_HEADERS_TOO_LARGE = 431


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves a name once, checks every answer, and connects to what it checked.

    Between check and connection nobody is asked again, so an answer that changes changes nothing.
    Certificate and ``Host`` header are still those of the name: the connection alone goes by
    address.
    """

    def __init__(
        self,
        *,
        resolver: Resolver = system_resolver,
        allowed: Allowed | None = None,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolver = resolver
        self._allowed = allowed or Allowed()
        self._inner = inner or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that answers."""
        found = await places(
            host, port, resolver=self._resolver, allowed=self._allowed, timeout=timeout
        )
        tried = found[:_TRIED]
        share = timeout and timeout / len(tried)
        failure = FetchError(reasons.CANNOT_CONNECT, f"{host}:{port}")
        for ip in tried:
            try:
                return await self._inner.connect_tcp(ip, port, share, local_address, socket_options)
            except httpcore.ConnectTimeout:
                failure = FetchError(reasons.NO_ANSWER, f"from {host}:{port} at {ip}")
            except (httpcore.ConnectError, OSError) as error:
                failure = FetchError(reasons.CANNOT_CONNECT, f"{host}:{port} at {ip}: {error}")
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - the shape of what is overridden
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: a socket of this machine is never the web."""
        raise Refused(reasons.ADDRESS, f"{path} is a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Sends requests over `CheckedBackend`. Knows no proxy, whatever the environment says.

    Raises `FetchError`, in the request and while the body is read.
    """

    def __init__(
        self,
        backend: httpcore.AsyncNetworkBackend,
        *,
        connections: int = 40,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl_context or httpx.create_ssl_context(),
            max_connections=connections,
            max_keepalive_connections=max(connections // 2, 1),
            keepalive_expiry=_IDLE,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and give the answer with its body still to come."""
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions={"timeout": request.extensions.get("timeout", {})},
        )
        with _plain_errors(request.url, body=False):
            answer = await self._pool.handle_async_request(asked)
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Stream(answer, request.url),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    """The body of an answer, as it comes in."""

    def __init__(self, answer: httpcore.Response, url: httpx.URL) -> None:
        self._answer = answer
        self._url = url

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _plain_errors(self._url, body=True):
            async for part in cast("AsyncIterable[bytes]", self._answer.stream):
                yield part

    async def aclose(self) -> None:
        with _plain_errors(self._url, body=True):
            await self._answer.aclose()


@contextmanager
def _plain_errors(url: httpx.URL, *, body: bool) -> Iterator[None]:
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        OSError,
    ) as error:
        detail = f"{url}: {error}" if str(error) else str(url)
        raise FetchError(_reason(error, body=body), detail) from error


def _reason(error: Exception, *, body: bool) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return reasons.NO_ANSWER
    # The backend tells of its own failures to connect: what is left is the handshake.
    if isinstance(error, httpcore.ConnectError | ssl.SSLError):
        return reasons.TLS
    if isinstance(error, httpcore.ProtocolError) and not body:
        return _of_the_head(error)
    if isinstance(error, httpcore.UnsupportedProtocol):
        return reasons.SCHEME
    return reasons.CUT


def _of_the_head(error: httpcore.ProtocolError) -> str:
    """Tell a server that hung up from one that spoke something else or would not stop."""
    cause = error.__cause__ or error.__context__  # the pool takes the first of them away
    if cause is None:
        return reasons.CUT
    if getattr(cause, "error_status_hint", None) == _HEADERS_TOO_LARGE:
        return reasons.TOO_LARGE
    return reasons.NOT_HTTP

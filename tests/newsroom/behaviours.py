"""What servers of news do, by name: each gives a reply, or what replies to a request."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping

from tests.newsroom.server import Reply, Request

__all__ = [
    "content", "cut", "endless_headers", "gone", "gzip_bomb", "huge", "loop", "not_http",
    "redirect", "server_error", "slow_drip", "too_many", "wrong_charset", "wrong_length",
]  # fmt: skip

_MEGABYTE = 1_000_000


def redirect(to: str, status: int = 302) -> Reply:
    """Point elsewhere."""
    return Reply(status=status, headers={"Location": to})


def loop(path: str, status: int = 302) -> Reply:
    """Point back to `path`, which is where this is to be set."""
    return redirect(path, status)


def content(
    body: bytes, *, etag: str = "", modified: str = "", headers: Mapping[str, str] | None = None
) -> Callable[[Request], Reply]:
    """Serve a body, or 304 to whoever has it already."""
    known = {"ETag": etag, "Last-Modified": modified}
    said = {name: value for name, value in known.items() if value} | dict(headers or {})

    def reply(request: Request) -> Reply:
        if etag and "if-none-match" in request.headers:
            same = request.headers["if-none-match"] == etag
        else:
            same = bool(modified) and request.headers.get("if-modified-since") == modified
        return Reply(status=304, headers=said) if same else Reply(body=body, headers=said)

    return reply


def gone() -> Reply:
    """Say that it is gone for good."""
    return Reply(status=410)


def too_many(retry_after: str | int | None = None, status: int = 429) -> Reply:
    """Ask to wait, for some seconds or until a date."""
    asked = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Reply(status=status, headers=asked)


def server_error(status: int = 500) -> Reply:
    """Fail."""
    return Reply(status=status, body=b"oops")


def slow_drip(body: bytes, size: int = 1, seconds: float = 0.05) -> Reply:
    """Send a few bytes at a time, never pausing for long."""
    return Reply(body=body, drip=(size, seconds))


def cut(body: bytes, after: int, *, chunked: bool = False) -> Reply:
    """Hang up in the middle of the body."""
    return Reply(body=body, cut_after=after, chunked=chunked)


def wrong_length(body: bytes, said: int) -> Reply:
    """Say another length than the true one."""
    return Reply(body=body, content_length=said)


def gzip_bomb(megabytes: int = 1_000) -> Reply:
    """Send zeros that unpack to a thousand times their size, made while they are sent."""

    def stream() -> Iterator[bytes]:
        packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        for _ in range(megabytes):
            yield packer.compress(bytes(_MEGABYTE))
        yield packer.flush()

    return Reply(stream=stream, headers={"Content-Encoding": "gzip"})


def huge(megabytes: int = 100, *, said: bool = False) -> Reply:
    """Send far too much, with or without saying so beforehand."""
    return Reply(
        stream=lambda: (b"x" * _MEGABYTE for _ in range(megabytes)),
        content_length=megabytes * _MEGABYTE if said else None,
    )


def wrong_charset(text: str, *, said: str, true: str, media_type: str = "text/html") -> Reply:
    """Say another charset than the true one."""
    return Reply(body=text.encode(true), headers={"Content-Type": f"{media_type}; charset={said}"})


def endless_headers() -> Reply:
    """Never come to the end of the header."""

    def raw() -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        for number in range(1_000_000):
            yield b"X-%d: %s\r\n" % (number, b"y" * 1000)

    return Reply(raw=raw)


def not_http(sent: bytes = b"220 mail.example ESMTP\r\n500 What?\r\n\r\n") -> Reply:
    """Speak something else."""
    return Reply(raw=lambda: [sent])

"""Paths and standard input as sources and pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from detente.errors import InvalidInput
from detente.records import MediaType, Page, Source

__all__ = ["sources_of", "stdin_pages"]


def sources_of(paths: Iterable[Path], language: str | None = None) -> tuple[Source, ...]:
    """Give a source for each path. Raises `InvalidInput` for one that is not there."""
    given = list(paths)
    for path in given:
        _check_there(path)
    return tuple(Source(kind="files", address=str(p), language=language) for p in given)


def _check_there(path: Path) -> None:
    try:
        there, problem = path.exists(), "no such file or folder"
    except OSError as error:  # too long a name, for instance: a text given in place of its file
        there, problem = False, str(error.strerror)
    if not there:
        raise InvalidInput(f"{path}: {problem}")


def stdin_pages(
    *, now: datetime, published: date | None, language: str | None = None
) -> Iterator[Page]:
    """Read standard input: HTML, JSON lines or plain text, told apart by the first character."""
    body = sys.stdin.buffer.read()
    if not body.strip():
        raise InvalidInput("nothing on standard input")
    media = _media_type(body)
    bodies = body.splitlines() if media == "application/json" else [body]
    for number, part in enumerate(bodies, start=1):
        if part.strip():
            yield Page(
                url=f"stdin:{number}",
                body=part,
                media_type=media,
                fetched_at=now,
                published=published,
                language=language,
            )


def _media_type(body: bytes) -> MediaType:
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        return "text/html"
    return "application/json" if start == b"{" else "text/plain"

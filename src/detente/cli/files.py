"""Paths and standard input as sources and pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from detente.errors import InvalidInput
from detente.records import MediaType, Page, Source

__all__ = ["LARGEST", "sources_of", "stdin_pages"]

LARGEST = 200_000_000
"""Bytes of standard input that are held in memory."""


def sources_of(paths: Iterable[Path], language: str | None = None) -> tuple[Source, ...]:
    """Give a source for each path. Raises `InvalidInput` for one that is not there."""
    from detente.collecting import kind_of

    given = list(paths)
    for path in given:
        _check_there(path)
    return tuple(Source(kind=kind_of(p), address=str(p), language=language) for p in given)


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
    """Read standard input: HTML, JSON, JSON lines or plain text, told apart by how it begins.

    Raises `InvalidInput` where there is nothing, or more than `LARGEST` bytes.
    """
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise InvalidInput(
            f"standard input: more than {LARGEST:,} bytes; save it as a file and give its name"
        )
    if not body.strip():
        raise InvalidInput("nothing on standard input")
    items = _items(body)
    media = _media_type(body) if items is None else "application/json"
    bodies = [body] if items is None else items
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


def _items(body: bytes) -> list[bytes] | None:
    """Give the objects of a JSON list, one JSON object, or JSON lines; None for other texts."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return body.splitlines() if _start(body) == b"{" else None
    if isinstance(found, list):
        return [json.dumps(item).encode() for item in found]
    return [body] if isinstance(found, dict) else None


def _media_type(body: bytes) -> MediaType:
    return "text/html" if _start(body) == b"<" else "text/plain"


def _start(body: bytes) -> bytes:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]

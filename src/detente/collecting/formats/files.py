"""Local files: saved pages, plain texts, JSON and JSON lines, also gzipped, or a folder of them."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import inf
from pathlib import Path
from stat import S_ISREG
from typing import IO, cast

from detente.collecting.kinds import kind_of
from detente.pieces import find_piece
from detente.records import MediaType, Page, Skip, Source
from detente.records.skip import SkipKind

__all__ = ["LARGEST", "MOST_UNPACKED", "NAME", "build"]

NAME = "files"

LARGEST = 20_000_000
"""Bytes of the largest page, text or line that is read, after unpacking."""

MOST_UNPACKED = 200
"""Times its own size that packed lines may unpack to, beyond a hundred megabytes: texts shrink to
a tenth, and what shrinks to a thousandth was made to fill memory and time."""

_LEAST = 100
"""Bytes that a packed line counts for at least: a bomb may be of empty lines, which cost time."""

_MEDIA: dict[str, MediaType] = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".json": "application/json",
    ".jsonl": "application/json",
    ".ndjson": "application/json",
}
_LINES = {".jsonl", ".ndjson"}


def build() -> Files:
    """Make the format."""
    return Files()


class Files:
    """Reads a file, or everything in a folder in the order of names."""

    def items(
        self, source: Source, *, now: datetime, published: date | None
    ) -> Iterator[Page | Skip]:
        """Give a page for each file, and for each item of a JSON file.

        A file of another kind, such as a web archive, is read by the format that recognises it.
        """
        unreadable: list[OSError] = []
        root = Path(source.address)
        for path in _walk(root, unreadable):
            kind = NAME if path == root else kind_of(path)
            if kind == NAME:
                yield from _File(path, source, now, published).items()
            else:
                yield from _of_kind(kind, path, source, now, published)
        for error in unreadable:
            folder = Path(error.filename or source.address)
            yield _File(folder, source, now, published).skip(
                "error", "cannot be read", str(error.strerror)
            )


def _of_kind(
    kind: str, path: Path, source: Source, now: datetime, published: date | None
) -> Iterator[Page | Skip]:
    other = replace(source, kind=kind, address=str(path))
    reader = find_piece("detente.collecting.formats", kind).build()
    for item in reader.items(other, now=now, published=published):
        yield replace(item, source=source.id) if isinstance(item, Page) else item


def _walk(path: Path, unreadable: list[OSError]) -> Iterator[Path]:
    """Give the path itself, or what lies below a folder by name. Follows no link to a folder."""
    if not _holds(path.is_dir):
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=unreadable.append):
        folders.sort()
        links = [name for name in folders if _holds(Path(folder, name).is_symlink)]
        yield from (Path(folder, name) for name in sorted(names + links))


def _holds(asked: Callable[[], bool]) -> bool:
    try:
        return asked()
    except OSError:  # a forbidden folder, too long a name: opening the file will tell
        return False


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    source: Source
    now: datetime
    published: date | None

    def items(self) -> Iterator[Page | Skip]:
        """Give the pages of the file; a skip, with the reason, where it has none."""
        suffixes = [suffix.lower() for suffix in self.path.suffixes]
        packed = suffixes[-1:] == [".gz"]
        suffix = (suffixes[:-1] if packed else suffixes)[-1:]
        media = _MEDIA.get(suffix[0]) if suffix else None
        try:
            regular = S_ISREG(self.path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            yield self.skip("error", "no such file or folder")
        except (OSError, ValueError) as error:
            yield self.skip("error", "cannot be read", str(error))
        else:
            if media and regular:
                yield from self._read(suffix[0], media, packed)
            else:
                yield self.skip("skip", "not a page, text or JSON lines")

    def _open(self, packed: bool) -> IO[bytes]:
        return cast("IO[bytes]", gzip.open(self.path)) if packed else self.path.open("rb")

    def _read(self, suffix: str, media: MediaType, packed: bool) -> Iterator[Page | Skip]:
        try:
            with self._open(packed) as file:
                if suffix in _LINES:
                    yield from self._lines(file, self._most(packed))
                else:
                    yield from self._whole(file, media)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield self.skip("error", "corrupt gzip", str(error))
        except OSError as error:
            yield self.skip("error", "cannot be read", str(error))

    def _most(self, packed: bool) -> float:
        return max(5 * LARGEST, MOST_UNPACKED * self.path.stat().st_size) if packed else inf

    def _lines(self, file: IO[bytes], most: float) -> Iterator[Page | Skip]:
        number = taken = 0
        while line := file.readline(LARGEST + 1):
            number += 1
            large = len(line) > LARGEST
            if large:
                yield self.skip("skip", "too large", part=f"#{number}")
                while line and not line.endswith(b"\n") and taken <= most:
                    taken += len(line)
                    line = file.readline(LARGEST)
            taken += max(len(line), _LEAST)
            if taken > most:
                detail = f"from line {number}: more than {most:,.0f} bytes unpacked"
                yield self.skip("error", "unpacks to too much", detail)
                return
            if not large and (bare := line.removeprefix(b"\xef\xbb\xbf").strip()):
                yield self._page(bare, "application/json", f"#{number}")

    def _whole(self, file: IO[bytes], media: MediaType) -> Iterator[Page | Skip]:
        body = file.read(LARGEST + 1)
        if len(body) > LARGEST:
            yield self.skip("skip", "too large", f"more than {LARGEST:,} bytes")
        elif media == "application/json":
            yield from self._json(body)
        else:
            yield self._page(body, media)

    def _json(self, body: bytes) -> Iterator[Page | Skip]:
        try:
            found = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError) as error:
            yield self.skip("error", "not JSON", str(error))
            return
        if not isinstance(found, list):
            yield self._page(body, "application/json")
            return
        for number, item in enumerate(found, start=1):
            line = json.dumps(item, ensure_ascii=False).encode("utf8", "surrogatepass")
            yield self._page(line, "application/json", f"#{number}")

    def _page(self, body: bytes, media: MediaType, part: str = "") -> Page:
        return Page(
            url=f"{_readable(self.path)}{part}",
            body=body,
            media_type=media,
            fetched_at=self.now,
            source=self.source.id,
            outlet=self.source.name,
            language=self.source.language,
            note=self.source.note,
            published=self.published,
        )

    def skip(self, kind: SkipKind, reason: str, detail: str = "", part: str = "") -> Skip:
        """Name the file, or a part of it, as left out."""
        return Skip(
            stage="collect",
            kind=kind,
            subject=f"{_readable(self.path)}{part}",
            reason=reason,
            detail=detail,
            at=self.now,
        )


def _readable(path: Path) -> str:
    # A file name that is no UTF-8 has surrogates, which no database or terminal takes.
    return os.fsencode(path).decode("utf8", "replace")

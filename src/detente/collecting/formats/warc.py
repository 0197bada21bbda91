"""Web archives: ``.warc`` and ``.warc.gz``, record by record.

Pages are the answers with status 200 that hold HTML or plain text. An archive has millions of other
records; those are counted and told once for each reason, at the end. Where an archive is damaged,
what stood before the damage is kept.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, Literal

from detente.collecting.characters import characters
from detente.records import MediaType, Page, Skip, Source
from detente.records.skip import SkipKind

__all__ = ["LARGEST", "MOST_UNPACKED", "NAME", "build", "recognises"]

NAME = "warc"

LARGEST = 20_000_000
"""Bytes of the largest record, and of the largest page after unpacking."""
MOST_UNPACKED = 200
"""Times its own size that an archive may unpack to, beyond a hundred megabytes."""

_MEDIA: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
# A record of its own around the bytes of another one: FastWARC loses its place in the archive when
# it cannot decode an answer, or when nobody reads it to its end.
_ALONE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
    b"Content-Length: %d\r\n\r\n%b\r\n\r\n"
)


def build() -> Warc:
    """Make the format."""
    return Warc()


def recognises(path: Path) -> bool:
    """Tell whether a file is a web archive, by its name."""
    try:
        return path.name.lower().endswith((".warc", ".warc.gz")) and path.is_file()
    except (OSError, ValueError):
        return False


class Warc:
    """Reads a web archive."""

    def items(
        self, source: Source, *, now: datetime, published: date | None
    ) -> Iterator[Page | Skip]:
        """Give a page for each answer with text, a skip for each that is broken, and counts."""
        archive = _Archive(Path(source.address), source, now, published)
        try:
            with archive.path.open("rb") as file:
                yield from archive.items(file)
        except (FileNotFoundError, NotADirectoryError):
            yield archive.skip("error", "no such file or folder")
        except (OSError, ValueError) as error:
            yield archive.skip("error", "cannot be read", str(error))


@dataclass(frozen=True, slots=True)
class _Archive:
    path: Path
    source: Source
    now: datetime
    published: date | None
    counts: Counter[str] = field(default_factory=Counter)

    def items(self, file: IO[bytes]) -> Iterator[Page | Skip]:
        """Give the items of all records, then the counts of those that are rightly left out."""
        from fastwarc.warc import ArchiveIterator

        size = self.path.stat().st_size
        most = max(5 * LARGEST, MOST_UNPACKED * size)
        taken = 0
        last = -1
        try:
            for record in ArchiveIterator(file, parse_http=False):
                last = record.stream_pos
                taken += record.content_length
                if taken > most:
                    detail = f"more than {most:,} bytes unpacked, or a record that says so"
                    yield self.skip("error", "unpacks to too much", detail, last)
                    break
                item = self._item(record)
                if isinstance(item, str):
                    self.counts[item] += 1
                else:
                    yield item
        except OSError as error:
            yield self.skip("error", "corrupt archive", str(error), max(0, last))
        else:
            if last < 0:
                yield self.skip("skip", "no records", f"{size:,} bytes")
        for reason, number in sorted(self.counts.items()):
            yield self.skip("skip", reason, f"{number:,} records")

    def _item(self, record: Any) -> Page | Skip | str:
        """Give a page, what was wrong, or the reason why the record is rightly left out."""
        from fastwarc.warc import WarcRecordType

        url = (record.headers.get("WARC-Target-URI") or "").strip(" <>")
        web = url.lower().startswith(("http:", "https:"))
        if record.record_type != WarcRecordType.response or not web:
            return "no answer to a request"
        if record.content_length > LARGEST:
            return "too large"
        raw = record.reader.read(record.content_length)
        if len(raw) < record.content_length:
            return self.skip("error", "record cut off", url, record.stream_pos)
        answer = _Answer.of(raw)
        if answer.status != "200":
            return "no answer with status 200"
        if (media := _MEDIA.get(answer.media_type)) is None:
            return "not a page or text"
        if answer.wrong:
            return self.skip("error", "record cannot be decoded", answer.wrong, record.stream_pos)
        if len(answer.body) > LARGEST:
            return "too large"
        return Page(
            url=_sound(url),
            body=_utf8(answer.body, answer.charset),
            media_type=media,
            fetched_at=_date(record) or self.now,
            source=self.source.id,
            outlet=self.source.name,
            language=self.source.language,
            note=self.source.note,
            published=self.published,
        )

    def skip(self, kind: SkipKind, reason: str, detail: str = "", offset: int = -1) -> Skip:
        """Name the archive, or the record at an offset of it, as left out."""
        subject = f"{self.path}#{offset}" if offset >= 0 else str(self.path)
        return Skip(
            stage="collect", kind=kind, subject=_sound(subject), reason=reason,
            detail=_sound(detail), at=self.now,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """An answer of HTTP, unpacked as its headers say."""

    status: str = ""
    media_type: str = ""
    charset: str = ""
    body: bytes = b""
    wrong: str = ""

    @classmethod
    def of(cls, raw: bytes) -> _Answer:
        """Take an answer apart. Many crawlers store bodies unpacked and keep the headers."""
        try:
            return cls._read(raw, "all")
        except OSError as error:
            try:
                found = cls._read(raw, "none")
            except OSError as worse:
                return cls(wrong=str(worse))
            text = found.body.lstrip()[:1] == b"<"
            return found if text else replace(found, body=b"", wrong=str(error))

    @classmethod
    def _read(cls, raw: bytes, decoding: Literal["all", "none"]) -> _Answer:
        from fastwarc.warc import ArchiveIterator

        stream = io.BytesIO(_ALONE % (len(raw), raw))
        record: Any = next(iter(ArchiveIterator(stream, auto_decode=decoding)))
        headers = record.http_headers
        head, _, payload = raw.partition(b"\r\n\r\n")
        body = record.reader.read(LARGEST + 1)
        packed = b"-encoding:" in head.lower()
        return cls(
            status=str(headers.status_code or "") if headers is not None else "",
            media_type=(record.http_content_type or "").strip().lower(),
            charset=(record.http_charset or "").strip("\"' "),
            body=body,
            wrong="nothing comes of it" if packed and payload and not body else "",
        )


def _utf8(body: bytes, charset: str) -> bytes:
    """Give the body in UTF-8 where only the answer's header says that it is in another charset."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return characters(body, charset).encode("utf8", "replace") if charset else body
    return body


def _date(record: Any) -> datetime | None:
    stated = record.record_date
    if not isinstance(stated, datetime):
        return None
    try:
        return stated.astimezone(UTC) if stated.tzinfo else stated.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _sound(text: str) -> str:
    # A path or address that is no UTF-8 has surrogates, which no database or terminal takes.
    return text.encode("utf8", "surrogateescape").decode("utf8", "replace")

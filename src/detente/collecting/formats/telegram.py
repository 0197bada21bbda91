"""Chats exported by Telegram Desktop as JSON: ``result.json``, or the folder that holds it.

The machine-readable export has one chat with its ``messages``, or, of a whole account, ``chats``. A
message's text is a string, or a list of strings and of objects with a ``text`` of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from detente.records import Page, Skip, Source
from detente.records.skip import SkipKind

__all__ = ["LARGEST", "NAME", "build", "recognises"]

NAME = "telegram"
FILE = "result.json"

LARGEST = 500_000_000
"""Bytes of the largest export that is read."""

_HEAD = 4096
_SIGNS = (b'"messages"', b'"chats"', b'"personal_information"')


def build() -> Telegram:
    """Make the format."""
    return Telegram()


def recognises(path: Path) -> bool:
    """Tell whether a file is such an export, by name and beginning.

    A folder is read file by file: it may hold much else.
    """
    try:
        if path.name != FILE or not path.is_file():  # a named pipe would never end
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except (OSError, ValueError):
        return False
    return any(sign in head for sign in _SIGNS)


def _file(path: Path) -> Path:
    return path / FILE if path.is_dir() else path


class Telegram:
    """Reads an export, message by message."""

    def items(
        self, source: Source, *, now: datetime, published: date | None
    ) -> Iterator[Page | Skip]:
        """Give a page for each message with text, and a skip for each without."""
        export = _Export(_file(Path(source.address)), source, now, published)
        try:
            if export.path.stat().st_size > LARGEST:
                yield export.skip("skip", "too large", f"more than {LARGEST:,} bytes")
                return
            found = json.loads(export.path.read_bytes())
        except FileNotFoundError:
            yield export.skip("error", "no such file or folder")
        except OSError as error:
            yield export.skip("error", "cannot be read", str(error))
        except (ValueError, RecursionError) as error:
            yield export.skip("error", "not JSON", str(error))
        else:
            yield from export.chats(found)


@dataclass(frozen=True, slots=True)
class _Export:
    path: Path
    source: Source
    now: datetime
    published: date | None

    def chats(self, found: object) -> Iterator[Page | Skip]:
        """Give the items of every chat."""
        root = found if isinstance(found, dict) else {}
        several = root.get("chats")
        chats = several.get("list") if isinstance(several, dict) else [root]
        for chat in chats if isinstance(chats, list) else []:
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                for number, message in enumerate(chat["messages"], start=1):
                    yield self._item(chat, message, number)
            else:
                detail = "no list of messages; export it anew in machine-readable JSON"
                yield self.skip("error", "not a Telegram chat", detail)

    def _item(self, chat: Mapping[str, Any], message: object, number: int) -> Page | Skip:
        if not isinstance(message, dict):
            return self.skip("error", "not a message", type(message).__name__, f"#{number}")
        name = message.get("id", number)
        if message.get("type", "message") != "message":
            return self.skip("skip", "a notice of the chat, no message", part=f"#{name}")
        if not (text := _text(message.get("text"))):
            return self.skip("skip", "a message without text", part=f"#{name}")
        address = f"https://t.me/c/{chat['id']}/{name}" if chat.get("id") else self._part(name)
        item = {
            "url": address,
            "text": text,
            "published": _when(message, "date"),
            "outlet": self.source.name or chat.get("name") or "",
            "note": "; ".join(filter(None, (self.source.note, *_notes(message)))),
        }
        return Page(
            url=address,
            body=json.dumps(item, ensure_ascii=False).encode("utf8", "replace"),
            media_type="application/json",
            fetched_at=self.now,
            source=self.source.id,
            outlet=self.source.name or str(chat.get("name") or ""),
            language=self.source.language,
            note=self.source.note,
            published=self.published,
        )

    def _part(self, name: object) -> str:
        return f"{self.path}#{name}"

    def skip(self, kind: SkipKind, reason: str, detail: str = "", part: str = "") -> Skip:
        """Name the export, or a message of it, as left out."""
        return Skip(
            stage="collect", kind=kind, subject=f"{self.path}{part}", reason=reason,
            detail=detail, at=self.now,
        )  # fmt: skip


def _text(value: object) -> str:
    """Join a text that is a string or a list of strings and objects."""
    parts = value if isinstance(value, list) else [value]
    texts = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(text for text in texts if isinstance(text, str)).strip()


def _when(message: Mapping[str, Any], name: str) -> str:
    """Give a time in UTC; the export's own ``date`` is in the zone of whoever exported it."""
    try:
        return datetime.fromtimestamp(int(message[f"{name}_unixtime"]), UTC).isoformat()
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return str(message.get(name) or "")


def _notes(message: Mapping[str, Any]) -> Iterator[str]:
    if edited := _when(message, "edited"):
        yield f"edited {edited}: the text is that of the last edit"
    if forwarded := message.get("forwarded_from"):
        yield f"forwarded from {forwarded}"

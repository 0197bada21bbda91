"""A public Telegram channel, by the preview that ``https://t.me/s/NAME`` shows to everybody.

The preview holds the last twenty messages or so. Polled often enough, none is missed; what came
before is in an export of Telegram Desktop, which the format ``telegram`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from detente.collecting.listing import Entry, Listing
from detente.collecting.pagetree import page_tree
from detente.collecting.plain import headline, lines_of
from detente.errors import InvalidInput

__all__ = ["NAME", "build", "web_address"]

NAME = "channel"

_MESSAGE = "tgme_widget_message"
_TEXT = "tgme_widget_message_text"
_REPLY = "tgme_widget_message_reply"

_HOSTS = r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.(?:me|dog))/"
_CHANNEL = re.compile(rf"(?:{_HOSTS}(?:s/)?|@)?([A-Za-z]\w{{3,31}})(?:/\d+)?/?(?:\?.*)?", re.A)
_TELEGRAM = re.compile(_HOSTS, re.I)
_POST = re.compile(r"[A-Za-z]\w{1,63}/\d{1,12}", re.A)


def web_address(address: str) -> str:
    """Give the address of a channel's preview.

    Channels are named ``@NAME``, ``NAME``, ``t.me/NAME`` or ``https://t.me/NAME``. Addresses of
    other hosts, such as mirrors, stay as they are. Raises `InvalidInput` for what names no public
    channel.
    """
    address = address.strip()
    if named := _CHANNEL.fullmatch(address):
        return f"https://t.me/s/{named[1]}"
    if re.match(r"https?://", address) and not _TELEGRAM.match(address):
        return address
    raise InvalidInput(f"{address!r} names no public channel; write t.me/NAME or @NAME")


def build() -> Channel:
    """Make the format."""
    return Channel()


class Channel:
    """Reads the preview of a channel."""

    def listing(self, body: bytes, *, address: str, charset: str = "", now: datetime) -> Listing:
        """Give the messages in the order of the page, oldest first. Raises `InvalidInput`."""
        del now  # every message has its own time
        tree = page_tree(body, charset)
        messages = _of_class(tree, _MESSAGE)
        title = _title(tree)
        if not messages and not _of_class(tree, "tgme_channel_history"):
            raise InvalidInput(
                f"no preview of a channel at {address}: it is private, does not exist, or hides its"
                " messages from the web; see whether https://t.me/s/NAME shows them"
            )
        read = [_message(message, title) for message in messages]
        return Listing(
            entries=tuple(one for one in read if isinstance(one, Entry)),
            left_out=tuple(one for one in read if isinstance(one, tuple)),
            title=title,
        )


def _message(message: Any, channel: str) -> Entry | tuple[str, str]:
    post = message.get("data-post") or ""
    if "service_message" in (message.get("class") or ""):
        return "a notice of the chat, no message", post
    parts = list(_parts(message))
    text = lines_of("\n".join("".join(_words(part)) for part in parts if _has(part, _TEXT)))
    if not text:
        return "a message without text", post
    return Entry(
        url=f"https://t.me/{post}" if _POST.fullmatch(post) else "",
        guid=post,
        text=text,
        whole=True,
        published=_time(parts),
        outlet=channel,
        note="; ".join(_notes(parts)),
    )


def _parts(message: Any) -> Iterator[Any]:
    """Give the elements of a message, without those in its texts and in what it answers.

    In broken pages messages lie within messages; each is read once.
    """
    from lxml import etree

    walk = etree.iterwalk(message, events=("start",))
    for _, element in walk:
        if element is not message and (_has(element, _MESSAGE) or _has(element, _REPLY)):
            walk.skip_subtree()
            continue
        yield element
        if _has(element, _TEXT):
            walk.skip_subtree()


def _words(text: Any) -> Iterator[str]:
    from lxml import etree

    walk = etree.iterwalk(text, events=("start", "end"))
    for action, part in walk:
        if action == "end":
            yield (part.tail or "") if part is not text else ""
        elif _has(part, _MESSAGE):
            walk.skip_subtree()
        else:
            yield "\n" if part.tag == "br" else ""
            yield part.text or ""


def _notes(parts: list[Any]) -> Iterator[str]:
    metas = (part for part in parts if _has(part, "tgme_widget_message_meta"))
    if any("edited" in (meta.text or "") for meta in metas):
        yield "edited: the text is that of the last edit"
    names = (part for part in parts if _has(part, "tgme_widget_message_forwarded_from_name"))
    if (name := next(names, None)) is not None:
        yield f"forwarded from {headline(name.text_content())}"


def _time(parts: list[Any]) -> datetime | None:
    """Give the time of the message; a video in it has a ``time`` too, its length."""
    for element in (part for part in parts if part.tag == "time"):
        try:
            time = datetime.fromisoformat(element.get("datetime") or "")
            return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _title(tree: Any) -> str:
    names = _of_class(tree, "tgme_channel_info_header_title") or [
        meta for meta in tree.iter("meta") if meta.get("property") == "og:title"
    ]
    words = (name.get("content") or name.text_content() for name in names)
    return headline(next(words, ""))


def _of_class(tree: Any, name: str) -> list[Any]:
    return [element for element in tree.iter() if _has(element, name)]


def _has(element: Any, name: str) -> bool:
    return name in (element.get("class") or "").split()

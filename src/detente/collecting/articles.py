"""Fetching the article that an item of a listing leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from detente.collecting.polling import Getting
from detente.errors import FetchError, Refused
from detente.language.charsets import UNSAFE, is_utf8
from detente.records import MediaType, Skip, Waiting

if TYPE_CHECKING:
    from detente.collecting.fetching.answer import Answer

__all__ = ["ATTEMPTS", "Fetched", "fetch_article", "given_up"]

ATTEMPTS = 4
"""Fetches of one article before what the listing told of it must do."""

_PAUSES = (60.0, 600.0, 3600.0)
"""Seconds to wait after the first, the second and the third failure."""
_FOR_GOOD = frozenset({400, 401, 402, 403, 404, 405, 406, 410, 414, 451})
"""Answers that will be the same tomorrow."""
_LASTING = frozenset({"not a page", "too large", "unpacks to too much", "robots.txt forbids it"})
_MEDIA: dict[str, MediaType] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "": "text/html",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of one fetch: how the item waits from now on, and what was wrong for good."""

    before: Waiting
    after: Waiting
    skip: Skip | None = None
    size: int = 0


async def fetch_article(waiting: Waiting, fetcher: Getting, *, now: datetime) -> Fetched:
    """Fetch the article. Raises nothing for what is wrong with address or answer.

    What fails for the moment is tried again later. What fails for good is read as the listing told
    it, and a skip says why.
    """
    try:
        answer = await fetcher.get(waiting.page.url)
        return _arrived(waiting, answer, now)
    except FetchError as error:
        return _failed(waiting, error, now)


def _arrived(waiting: Waiting, answer: Answer, now: datetime) -> Fetched:
    media = _MEDIA.get(answer.media_type)
    if media is None:
        raise FetchError("not a page", answer.media_type)
    body = utf8(answer.body, answer.charset)
    page = replace(waiting.page, body=body, media_type=media, fetched_at=now)
    after = replace(waiting, page=page, fetch=False, due=now)
    return Fetched(before=waiting, after=after, size=len(answer.body))


def _failed(waiting: Waiting, error: FetchError, now: datetime) -> Fetched:
    if error.reason == "asked to wait" and error.status is None:  # its host was not even asked
        due = now + timedelta(seconds=max(error.retry_after or 0, 1.0))
        return Fetched(before=waiting, after=replace(waiting, due=due))
    attempts = waiting.attempts + 1
    lasting = isinstance(error, Refused) or error.status in _FOR_GOOD or error.reason in _LASTING
    if not lasting and attempts < ATTEMPTS:
        pause = max(_PAUSES[attempts - 1], error.retry_after or 0)
        due = now + timedelta(seconds=pause)
        return Fetched(before=waiting, after=replace(waiting, attempts=attempts, due=due))
    return given_up(replace(waiting, attempts=attempts), error, now)


def given_up(waiting: Waiting, error: FetchError, now: datetime) -> Fetched:
    """Let what the listing told of the article do, and say why."""
    skip = Skip(
        stage="collect",
        kind="error",
        subject=waiting.page.url,
        reason=f"article not fetched: {error.reason}",
        detail=error.detail,
        at=now,
    )
    after = replace(waiting, fetch=False, due=now)
    return Fetched(before=waiting, after=after, skip=skip)


def utf8(body: bytes, charset: str) -> bytes:
    """Give the body in UTF-8 where only the answer's header says that it is in another charset.

    Valid UTF-8 stays as it is, whatever the header says: hardly any other text looks like it.
    """
    name = charset.lower().replace("_", "-")
    if not name or name in UNSAFE or is_utf8(body):
        return body
    try:
        return body.decode(charset).encode()
    except (LookupError, UnicodeError):  # an unknown or a wrong charset: reading guesses
        return body

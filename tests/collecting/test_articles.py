"""What becomes of an article that is fetched, or cannot be."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest

from detente.collecting.articles import ATTEMPTS, Fetched, fetch_article, utf8
from detente.collecting.fetching import Answer
from detente.errors import FetchError, Refused
from detente.records import Page, Waiting

NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)
PAGE = Page(url="https://example.org/1", body=b"{}", media_type="application/json", fetched_at=NOW)
WAITING = Waiting(item="i", page=PAGE, fetch=True, due=NOW)


class Fetcher:
    """Gives the same answer or error to everybody."""

    def __init__(self, answer: Answer | FetchError) -> None:
        self._answer = answer

    async def get(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        if isinstance(self._answer, FetchError):
            raise self._answer
        return self._answer


def fetch(answer: Answer | FetchError, waiting: Waiting = WAITING) -> Fetched:
    return asyncio.run(fetch_article(waiting, Fetcher(answer), now=NOW))


def test_an_article_takes_the_place_of_its_teaser() -> None:
    after = fetch(Answer(url=PAGE.url, body=b"<p>Text</p>", media_type="text/html")).after
    assert (after.fetch, after.page.media_type, after.page.body) == (
        False,
        "text/html",
        b"<p>Text</p>",
    )


@pytest.mark.parametrize("media", ["application/pdf", "image/png", "audio/mpeg"])
def test_what_is_no_page_leaves_the_teaser(media: str) -> None:
    found = fetch(Answer(url=PAGE.url, body=b"%PDF", media_type=media))
    assert (found.after.fetch, found.after.page) == (False, PAGE)
    assert found.skip is not None
    assert found.skip.reason == "article not fetched: not a page"


@pytest.mark.parametrize(
    "error",
    [
        Refused("address refused"),
        FetchError("not found", status=404),
        FetchError("forbidden", status=403),
        FetchError("robots.txt forbids it"),
    ],
    ids=str,
)
def test_what_fails_for_good_is_read_as_the_listing_tells_it(error: FetchError) -> None:
    found = fetch(error)
    assert (found.after.fetch, found.after.page) == (False, PAGE)
    assert found.skip is not None


def test_what_fails_for_the_moment_is_tried_later_and_not_for_ever() -> None:
    waiting, tries = WAITING, 0
    while waiting.fetch:
        waiting = fetch(FetchError("server error", status=500), waiting).after
        tries += 1
        assert waiting.due >= NOW
    assert tries == ATTEMPTS


def test_an_article_whose_host_was_not_even_asked_loses_no_attempt() -> None:
    after = fetch(FetchError("asked to wait", retry_after=30.0)).after
    assert (after.fetch, after.attempts) == (True, 0)
    assert after.due == NOW + timedelta(seconds=30)


def test_a_charset_that_only_the_header_states_is_heard() -> None:
    words = "Посол вызван"
    assert utf8(words.encode("cp1251"), "windows-1251").decode() == words
    assert utf8(words.encode(), "windows-1251").decode() == words
    assert utf8(words.encode("cp1251"), "no-such-charset") == words.encode("cp1251")


@pytest.mark.parametrize("charset", ["idna", "IDNA", "punycode", "raw_unicode_escape"])
def test_a_codec_that_is_no_charset_costs_no_time(charset: str) -> None:
    body = b"a\xff." * 300_000
    begin = time.process_time()
    assert utf8(body, charset) == body
    assert time.process_time() - begin < 5

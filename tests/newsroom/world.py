"""Outlets on one server: feeds whose items are added and edited while they are read."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.newsroom.server import NewsServer, Reply, Request

__all__ = ["START", "Outlet", "Story", "World", "quiet", "story"]

START = datetime(2025, 7, 1, 6, tzinfo=UTC)

_STATES = ("Azerbaijan", "Russia", "Armenia", "Turkey", "Georgia", "Iran")
_DEEDS = (
    "summoned the ambassador of {} on {}",
    "expelled two diplomats of {} on {}",
    "accused {} of lying on {}",
    "signed a trade agreement with {} on {}",
    "imposed sanctions on {} on {}",
)
_FILLER = (
    "Shops in the old town stayed open until late, and the weather was mild for the season.",
    "A spokesman for the port said that ferries had run on time all week, number {}.",
    "Visitors came for the market, where the price of apricots had hardly changed since spring.",
    "The museum by the harbour is to show paintings of the coast from the end of the month.",
    "Trains to the mountains were full, and hotels there asked guests to book early, number {}.",
    "Farmers expect a good harvest of grapes if the rain holds off for another two weeks.",
    "A choir of forty children sang in the square, and people stayed until the lamps were lit.",
    "The road along the river is to be closed for repairs at night, number {}, until Friday.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article, and what its feed says about it."""

    name: str
    title: str
    lead: str
    text: str
    published: datetime


def quiet(number: int) -> Story:
    """Make a story in which nothing happens between states."""
    told = story(number)
    lead = f"The festival of light number {number} drew a large crowd to the waterfront."
    text = "\n".join((lead, *_filler(number)))
    return replace(told, title=f"Festival number {number} opens", lead=lead, text=text)


def story(number: int, *, published: datetime | None = None, words: str = "") -> Story:
    """Make a story; its number sets its words and, half an hour apart before `START`, its time."""
    when = published or START - timedelta(minutes=30 * (number % 2000 + 1))
    actor = _STATES[number % len(_STATES)]
    other = _STATES[(number * 5 + 1) % len(_STATES)]
    deed = _DEEDS[number % len(_DEEDS)].format(other, f"{when:%A}")
    lead = f"{actor} {deed}, officials said in statement {number}{words}."
    return Story(
        name=f"s{number}",
        title=f"{actor} and {other}: report {number}{words}",
        lead=lead,
        text="\n".join((lead, *_filler(number))),
        published=when,
    )


def _filler(number: int) -> list[str]:
    return [line.format(number) for line in _FILLER]


class Outlet:
    """A feed and its articles, each outlet on a host name of its own."""

    def __init__(
        self, server: NewsServer, name: str, *, whole: bool = False, host: str = ""
    ) -> None:
        self.name = name
        self.host = host or f"{name}.example"
        self.whole = whole
        self.most: int | None = None
        """Items that the feed lists, the latest ones; None: all."""
        self.hub = ""
        """Address of the hub that the feed names."""
        self._server = server
        self._lock = threading.Lock()
        self._stories: dict[str, Story] = {}
        server.set(f"/{name}/feed.xml", self._feed)

    @property
    def feed(self) -> str:
        """The address of the feed."""
        return self._server.url(f"/{self.name}/feed.xml", host=self.host)

    def address(self, one: Story) -> str:
        """Give the address of a story."""
        return self._server.url(f"/{self.name}/{one.name}.html", host=self.host)

    def publish(self, *stories: Story) -> None:
        """Add stories, or put new wordings of them in place of the old ones."""
        with self._lock:
            self._stories |= {one.name: one for one in stories}
        for one in stories:
            html = {"Content-Type": "text/html; charset=utf-8"}
            reply = Reply(body=self.page(one), headers=html)
            self._server.set(f"/{self.name}/{one.name}.html", reply)

    @property
    def stories(self) -> list[Story]:
        """What was published so far, in its last wording."""
        with self._lock:
            return list(self._stories.values())

    def page(self, one: Story) -> bytes:
        """Give the web page of a story."""
        return _article(one)

    def reword(self, one: Story, words: str) -> Story:
        """Publish a story with other words."""
        new = replace(one, title=f"{one.title} {words}", text=f"{one.text} {words}")
        self.publish(new)
        return new

    def _feed(self, request: Request) -> Reply:
        with self._lock:
            stories = sorted(self._stories.values(), key=lambda s: s.published, reverse=True)
        stories = stories[: self.most]
        body = self.rss(stories)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        headers = {"ETag": etag, "Content-Type": "application/rss+xml"}
        if self.hub:
            headers["Link"] = f'<{self.hub}>; rel="hub", <{self.feed}>; rel="self"'
        if request.headers.get("if-none-match") == etag:
            return Reply(status=304, headers=headers)
        return Reply(body=body, headers=headers)

    def rss(self, stories: list[Story]) -> bytes:
        """Give the feed that lists some stories."""
        items = "".join(self._item(one) for one in stories)
        head = f"<title>{self.name}</title><link>{self._server.url('/')}</link>"
        return (
            '<?xml version="1.0" encoding="utf-8"?>'
            '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
            f"<channel>{head}{items}</channel></rss>"
        ).encode()

    def _item(self, one: Story) -> str:
        whole = "".join(f"<p>{escape(line)}</p>" for line in one.text.split("\n"))
        content = f"<content:encoded>{escape(whole)}</content:encoded>" if self.whole else ""
        return (
            f"<item><title>{escape(one.title)}</title><link>{self.address(one)}</link>"
            f"<guid isPermaLink='false'>{self.name}-{one.name}</guid>"
            f"<pubDate>{format_datetime(one.published)}</pubDate>"
            f"<description>{escape(one.lead[:80])} …</description>{content}</item>"
        )


class World:
    """Several outlets on one server."""

    def __init__(self, server: NewsServer) -> None:
        self.server = server
        self.outlets: list[Outlet] = []

    def outlet(self, name: str = "", *, whole: bool = False, host: str = "") -> Outlet:
        """Found an outlet, on a host of its own unless one is named."""
        called = name or f"outlet{len(self.outlets)}"
        made = Outlet(self.server, called, whole=whole, host=host)
        self.outlets.append(made)
        return made


def _article(one: Story) -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in one.text.split("\n"))
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(one.title)}</title>"
        f"<meta property='article:published_time' content='{one.published.isoformat()}'>"
        "</head><body><nav><a href='/'>Home</a> <a href='/about'>About us</a></nav>"
        f"<article><h1>{escape(one.title)}</h1>{paragraphs}</article>"
        "<footer>All rights reserved.</footer></body></html>"
    ).encode()

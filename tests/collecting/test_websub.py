"""WebSub between real servers: a small hub, and the callbacks that it verifies and pushes to."""

from __future__ import annotations

import asyncio
import hmac
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from detente.collecting.websub import (
    LARGEST,
    LEASE,
    Callbacks,
    Subscription,
    subscribe,
    subscription,
    untrusted,
    verified,
)
from detente.errors import FetchError, InvalidConfig
from detente.web.websub import callback_app

TOPIC = "https://feed.example/rss"
SECRET = b"sixteen bytes or more"
FEED = b"<rss><channel><item><title>Envoy called in</title></item></channel></rss>"
WANTED = Subscription(source="abc", topic=TOPIC, key="k")
ASKED = {
    "hub.mode": "subscribe",
    "hub.topic": TOPIC,
    "hub.challenge": "c",
    "hub.lease_seconds": "60",
}


@dataclass
class Hub:
    """Verifies the intent and pushes signed content, as the recommendation tells hubs to."""

    answers: str = "agree"
    forms: list[dict[str, str]] = field(default_factory=list)
    verifications: list[tuple[int, str]] = field(default_factory=list)

    def app(self) -> Starlette:
        return Starlette(routes=[Route("/", self._asked, methods=["POST"])])

    async def _asked(self, request: Request) -> PlainTextResponse:
        self.forms.append(dict(parse_qsl((await request.body()).decode())))
        if self.answers == "refuse":
            return PlainTextResponse("no", 400)
        return PlainTextResponse("", 202, background=BackgroundTask(self._verify, self.forms[-1]))

    async def _verify(self, form: Mapping[str, str]) -> None:
        params = {"hub.topic": form["hub.topic"], "hub.mode": form["hub.mode"]}
        if self.answers == "deny":
            params |= {"hub.mode": "denied", "hub.reason": "full"}
        else:
            params |= {"hub.challenge": "once", "hub.lease_seconds": "3600"}
        async with httpx.AsyncClient(verify=False) as client:
            answer = await client.get(form["hub.callback"], params=params)
        self.verifications.append((answer.status_code, answer.text))

    def push(self, body: bytes = FEED, *, hash_: str = "sha256", **changed: str) -> int:
        form = self.forms[0]
        signed = hmac.new(form["hub.secret"].encode(), body, hash_).hexdigest()
        topic = changed.get("topic", form["hub.topic"])
        headers = {
            "X-Hub-Signature": changed.get("signature", f"{hash_}={signed}"),
            "Link": f'<https://hub.example/>; rel="hub", <{topic}>; rel="self"',
            "Content-Type": "application/rss+xml",
        }
        return httpx.post(
            form["hub.callback"], content=body, headers=headers, verify=False
        ).status_code


@dataclass
class World:
    """The hub's and our own server, and what our side was told."""

    hub_address: str
    callbacks: Callbacks
    hub: Hub = field(default_factory=Hub)
    events: list[tuple[object, ...]] = field(default_factory=list)
    wanted: dict[str, Subscription] = field(default_factory=dict)
    broken: bool = False

    async def pushed(self, source: str, body: bytes, media_type: str) -> None:
        if self.broken:
            raise OSError("disk full")
        self.events.append(("pushed", source, body, media_type))

    async def leased(self, source: str, seconds: int) -> None:
        self.events.append(("leased", source, seconds))

    async def denied(self, source: str, reason: str) -> None:
        self.events.append(("denied", source, reason))

    async def ignored(self, source: str, reason: str) -> None:
        self.events.append(("ignored", source, reason))

    def known(self, token: str) -> Subscription | None:
        source = self.callbacks.source(token)
        return self.wanted.get(source) if source else None

    def subscribe(self, source: str = "abc", **given: Any) -> None:
        """Ask the hub, and wait until its verification has been answered."""
        wanted = Subscription(source=source, topic=TOPIC, key=self.callbacks.key(source), **given)
        self.wanted[source] = wanted
        before = len(self.hub.verifications)
        asyncio.run(subscribe(_post, self.hub_address, wanted, self.callbacks))
        _until(lambda: len(self.hub.verifications) > before)


async def _post(url: str, fields: Mapping[str, str]) -> int:
    async with httpx.AsyncClient(verify=False) as client:
        return (await client.post(url, data=dict(fields))).status_code


def _until(done: Any) -> None:
    end = time.monotonic() + 10
    while not done():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)


class Server:
    """A real server that stays up, and serves each test's own application."""

    def __init__(self) -> None:
        self.app = Starlette()
        config = uvicorn.Config(
            self._serve, port=0, log_level="critical", lifespan="off", ws="none", interface="asgi3"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        _until(lambda: self._server.started or not self._thread.is_alive())
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Server, Server]]:
    pair = Server(), Server()
    yield pair
    for server in pair:
        server.stop()


@pytest.fixture
def world(servers: tuple[Server, Server]) -> World:
    hub, ours = servers
    made = World(hub_address=hub.address, callbacks=Callbacks(SECRET, ours.address))
    hub.app, ours.app = made.hub.app(), callback_app(made.known, made)
    return made


def test_a_hub_verifies_and_pushes(world: World) -> None:
    world.subscribe()
    assert world.hub.verifications == [(200, "once")]
    hashes = ("sha1", "sha256", "sha384", "sha512")
    assert [world.hub.push(FEED + h.encode(), hash_=h) for h in hashes] == [202] * 4
    pushed = [("pushed", "abc", FEED + h.encode(), "application/rss+xml") for h in hashes]
    assert world.events == [("leased", "abc", 3600), *pushed]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"signature": "sha256=" + "0" * 64}, "a push with a wrong signature"),
        ({"signature": "sha256=é"}, "a push with a wrong signature"),
        ({"signature": ""}, "a push without signature"),
        ({"signature": "md5=" + "0" * 32}, "a push with an unknown kind of signature"),
        ({"topic": "https://other.example/rss"}, "a push of another topic"),
    ],
)
def test_a_forged_push_is_answered_alike_and_counted(
    world: World, changed: dict[str, Any], reason: str
) -> None:
    world.subscribe()
    signature = changed.get("signature", "").encode("latin-1")
    changed = changed | ({"signature": signature} if "signature" in changed else {})
    assert world.hub.push(**changed) == 202
    assert world.events[1:] == [("ignored", "abc", reason)]


def test_the_key_of_one_source_signs_for_no_other(world: World) -> None:
    world.subscribe("other")
    world.subscribe("abc")
    world.hub.forms[0]["hub.callback"] = world.callbacks.address("abc")
    world.hub.push()
    assert world.events[-1] == ("ignored", "abc", "a push with a wrong signature")


def test_a_replay_does_nothing_but_what_failed_may_come_again(world: World) -> None:
    world.subscribe()
    world.broken = True
    assert world.hub.push() == 500
    world.broken = False
    assert [world.hub.push(), world.hub.push()] == [202, 202]
    assert [event[0] for event in world.events] == ["leased", "pushed", "ignored"]
    assert world.events[-1][-1] == "a push that came before"


def test_a_huge_push_is_refused(world: World) -> None:
    world.subscribe()
    assert world.hub.push(b"a" * (LARGEST + 1)) == 413
    assert world.hub.push(b"a" * LARGEST) == 202
    assert [event[0] for event in world.events] == ["leased", "ignored", "pushed"]


def test_after_unsubscribing_nothing_is_taken(world: World) -> None:
    world.subscribe()
    world.subscribe(mode="unsubscribe")
    assert world.hub.verifications[-1] == (200, "once")
    assert world.events[-1] == ("leased", "abc", 0)
    assert "hub.secret" not in world.hub.forms[-1]
    assert world.hub.push() == 410
    del world.wanted["abc"]
    assert world.hub.push() == 410
    assert len(world.events) == 2


def test_a_denial_is_told_and_a_refusal_is_an_error(world: World) -> None:
    world.hub.answers = "deny"
    world.subscribe()
    assert world.events == [("denied", "abc", "full")]
    world.hub.answers = "refuse"
    with pytest.raises(FetchError, match="the hub refused") as raised:
        world.subscribe()
    assert raised.value.status == 400


@pytest.mark.parametrize(
    "changed",
    [
        {"hub.topic": "https://other.example/rss"},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": "publish"},
        {"hub.challenge": ""},
    ],
)
def test_a_question_that_nobody_asked_for_gets_no_echo(
    world: World, changed: dict[str, str]
) -> None:
    world.subscribe()
    answer = httpx.get(world.callbacks.address("abc"), params=ASKED | changed, verify=False)
    assert (answer.status_code, answer.text) == (404, "No such subscription.\n")
    assert world.events[-1][0] == "ignored"


def test_a_guessed_token_is_nobodys(world: World) -> None:
    world.subscribe()
    base = world.callbacks.base
    guesses = ("abc", "abc.", "abc." + "0" * 64, "é.é", world.callbacks.token("nobody"))
    for guess in guesses:
        assert httpx.get(base + guess, params=ASKED, verify=False).status_code == 404
        assert httpx.post(base + guess, content=b"x", verify=False).status_code == 410
    assert len(world.events) == 1


def test_an_echo_is_never_a_page(world: World) -> None:
    world.subscribe()
    asked = ASKED | {"hub.challenge": "<script>alert(1)</script>"}
    answer = httpx.get(world.callbacks.address("abc"), params=asked, verify=False)
    assert answer.text == "<script>alert(1)</script>"
    assert answer.headers["content-type"].startswith("text/plain")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_addresses_and_keys_come_from_the_secret_alone() -> None:
    ours, others = Callbacks(SECRET, "https://x/ws"), Callbacks(SECRET + b"!", "https://x/ws/")
    assert ours.address("a.b") == Callbacks(SECRET, "https://x/ws/").address("a.b")
    assert ours.source(ours.token("a.b")) == "a.b"
    assert ours.source(others.token("a.b")) is None
    assert len({ours.key("a"), ours.key("b"), others.key("a"), ours.token("a")[2:]}) == 4
    with pytest.raises(InvalidConfig, match="16 bytes"):
        Callbacks(b"short", "https://x/")


@pytest.mark.parametrize(
    ("stated", "lease"),
    [
        ("60", 60),
        ("", LEASE),
        ("-1", LEASE),
        ("1e9", LEASE),
        ("٣", LEASE),
        ("99999999", 30 * 86_400),
    ],
)
def test_a_lease_is_a_number_within_reason(stated: str, lease: int) -> None:
    assert verified(ASKED | {"hub.lease_seconds": stated}, WANTED).lease == lease


def test_the_form_asks_for_signed_pushes() -> None:
    assert subscription(topic=TOPIC, callback="https://x/1", key="k") == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": "https://x/1",
        "hub.secret": "k",
        "hub.lease_seconds": str(LEASE),
    }


def test_older_hubs_need_not_name_the_topic() -> None:
    signature = "SHA384=" + hmac.new(b"k", FEED, "sha384").hexdigest().upper()
    assert untrusted(FEED, signature, set(), WANTED) == ""
    assert untrusted(FEED + b" ", signature, set(), WANTED) == "a push with a wrong signature"

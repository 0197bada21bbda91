"""WebSub, the subscriber's side: a hub pushes what is new, so that nobody has to ask.

After the W3C recommendation of 23 January 2018. Nothing but one secret is kept: each source's
callback address and signing key are derived from it.

A hub is believed only where it knows the callback's token, names the topic that was asked for, and
signs what it pushes with the source's key.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from detente.errors import FetchError, InvalidConfig

__all__ = [
    "LARGEST",
    "LEASE",
    "Answer",
    "Callbacks",
    "Mode",
    "Post",
    "Subscription",
    "subscribe",
    "subscription",
    "untrusted",
    "verified",
]

LARGEST = 5_000_000
"""Bytes of the largest push that is read."""
LEASE = 10 * 86_400
"""Seconds that a subscription is asked to last."""

Mode = Literal["subscribe", "unsubscribe"]
Post = Callable[[str, Mapping[str, str]], Awaitable[int]]
"""Send a form to an address and give the status of the answer. Raises `FetchError`."""

_LONGEST_LEASE = 30 * 86_400
_LONGEST_CHALLENGE = 4_096
_LONGEST_REASON = 200
_HASHES = ("sha1", "sha256", "sha384", "sha512")


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The addresses and keys of all sources, each derived from one secret and the source's id."""

    secret: bytes
    """At least 16 random bytes; whoever knows it can forge pushes."""
    base: str
    """Public address below which the callbacks lie, such as ``https://news.example/websub/``."""

    def __post_init__(self) -> None:
        """Raise `InvalidConfig` for a secret that can be guessed."""
        if len(self.secret) < 16:
            raise InvalidConfig("the secret of WebSub callbacks must have at least 16 bytes")

    def address(self, source: str) -> str:
        """Give the callback address of a source; only its hub is told."""
        return f"{self.base.rstrip('/')}/{self.token(source)}"

    def token(self, source: str) -> str:
        """Give the last part of the address: the source's id and a proof that we made it."""
        return f"{source}.{self._derived('callback', source)}"

    def source(self, token: str) -> str | None:
        """Give the source's id back, or None for a token that we did not make."""
        source = token.rpartition(".")[0]
        made = self.token(source).encode()
        return source if hmac.compare_digest(made, token.encode("utf8", "replace")) else None

    def key(self, source: str) -> str:
        """Give the key that the hub signs the source's pushes with."""
        return self._derived("key", source)

    def _derived(self, purpose: str, source: str) -> str:
        return hmac.new(self.secret, f"websub {purpose} {source}".encode(), sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What we want of a hub for one source, and the key that proves its pushes."""

    source: str
    topic: str
    key: str
    mode: Mode = "subscribe"
    """``unsubscribe`` once it is not wanted any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a hub's question means to us."""

    kind: Literal["agreed", "denied", "refused"]
    challenge: str = ""
    """What to answer with, where we agreed."""
    lease: int = 0
    """Seconds from now for which the hub will push; 0 after unsubscribing."""
    reason: str = ""
    """Why the hub denied, or why we refuse."""


def subscription(
    *, topic: str, callback: str, key: str, lease: int = LEASE, mode: Mode = "subscribe"
) -> dict[str, str]:
    """Give the form that asks a hub to push a topic to a callback, or to stop that."""
    form = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        form |= {"hub.secret": key, "hub.lease_seconds": str(lease)}
    return form


async def subscribe(post: Post, hub: str, wanted: Subscription, callbacks: Callbacks) -> None:
    """Ask a hub for a subscription; it holds only once the hub has verified it.

    Raises `FetchError` where the hub does not take the request.
    """
    form = subscription(
        topic=wanted.topic,
        callback=callbacks.address(wanted.source),
        key=wanted.key,
        mode=wanted.mode,
    )
    status = await post(hub, form)
    if not 200 <= status < 300:
        raise FetchError("the hub refused", f"{hub} answered {status}", status=status)


def verified(asked: Mapping[str, str], wanted: Subscription) -> Answer:
    """Judge a hub's question whether we want what it was asked in our name, or its denial."""
    mode = asked.get("hub.mode", "")
    if asked.get("hub.topic") != wanted.topic:
        return Answer(kind="refused", reason="a hub's question about another topic")
    if mode == "denied":
        return Answer(kind="denied", reason=asked.get("hub.reason", "")[:_LONGEST_REASON])
    if mode != wanted.mode:
        return Answer(kind="refused", reason="a hub's question that nobody asked for")
    challenge = asked.get("hub.challenge", "")
    if not 0 < len(challenge) <= _LONGEST_CHALLENGE:
        return Answer(kind="refused", reason="a hub's question without a challenge")
    lease = _lease(asked.get("hub.lease_seconds", "")) if mode == "subscribe" else 0
    return Answer(kind="agreed", challenge=challenge, lease=lease)


def untrusted(body: bytes, signature: str, topics: set[str], wanted: Subscription) -> str:
    """Say why a push must be ignored; empty where it may be believed.

    `signature` is its header ``X-Hub-Signature``, `topics` the addresses that it names as its own
    (``rel=self``); older hubs name none.
    """
    if wanted.mode != "subscribe":
        return "a push that is not wanted any more"
    if topics and wanted.topic not in topics:
        return "a push of another topic"
    name, _, given = signature.strip().partition("=")
    if not given:
        return "a push without signature"
    if name.lower() not in _HASHES:
        return "a push with an unknown kind of signature"
    made = hmac.new(wanted.key.encode(), body, name.lower()).hexdigest().encode()
    if not hmac.compare_digest(made, given.strip().lower().encode("utf8", "replace")):
        return "a push with a wrong signature"
    return ""


def _lease(stated: str) -> int:
    """Read the hub's lease; one that states none keeps what was asked for."""
    digits = stated.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) < 12):
        return LEASE
    return min(int(digits), _LONGEST_LEASE)

"""The callbacks of WebSub as an application of its own.

It faces the whole web, so it must not be mounted beside the pages, which only this machine reads.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from hashlib import sha256
from typing import Protocol

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from detente.collecting.websub import LARGEST, Subscription, untrusted, verified

__all__ = ["Pushes", "callback_app"]

_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
_REMEMBERED = 1_000
_SECONDS_TO_SEND = 30.0
_LINK = re.compile(r"<([^<>]{1,2000})>([^<>]{0,500})")
_SELF = re.compile(r""";\s*rel\s*=\s*(?:"[^"]*\bself\b[^"]*"|self\b)""", re.I)


class Pushes(Protocol):
    """What happens to a source's subscription; every method is given the source's id."""

    async def pushed(self, source: str, body: bytes, media_type: str) -> None:
        """Take a signed push. An exception makes the hub push again later."""

    async def leased(self, source: str, seconds: int) -> None:
        """Note that the hub will push for so many seconds; 0: it no longer does."""

    async def denied(self, source: str, reason: str) -> None:
        """Note that the hub does not push this source, and why."""

    async def ignored(self, source: str, reason: str) -> None:
        """Count a request that was not believed; like cases share the reason."""


def callback_app(known: Callable[[str], Subscription | None], pushes: Pushes) -> Starlette:
    """Give the application that hubs call at ``/TOKEN``.

    `known` gives the subscription that a token belongs to, None for a token of nobody. Requests for
    unknown tokens are refused unread. What is forged is answered like what is genuine, as the
    recommendation advises, so that forging teaches nothing.
    """
    callback = _Callback(known, pushes)
    return Starlette(
        routes=[
            Route("/{token}", callback.question, methods=["GET"]),
            Route("/{token}", callback.push, methods=["POST"]),
        ]
    )


class _Callback:
    def __init__(self, known: Callable[[str], Subscription | None], pushes: Pushes) -> None:
        self._known = known
        self._pushes = pushes
        self._seen: dict[bytes, None] = {}

    async def question(self, request: Request) -> Response:
        """Answer a hub that asks whether a subscription is wanted, or denies it."""
        wanted = self._known(request.path_params["token"])
        if wanted is None:
            return _answer(404, "No such subscription.\n")
        answer = verified(request.query_params, wanted)
        if answer.kind == "refused":
            await self._pushes.ignored(wanted.source, answer.reason)
            return _answer(404, "No such subscription.\n")
        if answer.kind == "denied":
            await self._pushes.denied(wanted.source, answer.reason)
        else:
            await self._pushes.leased(wanted.source, answer.lease)
        return _answer(200, answer.challenge)

    async def push(self, request: Request) -> Response:
        """Take new content, if the hub can prove that it is the hub."""
        wanted = self._known(request.path_params["token"])
        if wanted is None or wanted.mode != "subscribe":
            return _answer(410, "No such subscription.\n")
        body = await _body(request)
        if body is None:
            await self._pushes.ignored(wanted.source, "a push too large, too slow or cut off")
            return _answer(413, f"At most {LARGEST} bytes within {_SECONDS_TO_SEND:.0f} seconds.\n")
        signature = request.headers.get("x-hub-signature", "")
        reason = untrusted(body, signature, _topics(request.headers), wanted)
        digest = sha256(wanted.source.encode() + b"\n" + body).digest()
        if not reason and digest in self._seen:
            reason = "a push that came before"
        if reason:
            await self._pushes.ignored(wanted.source, reason)
            return _answer(202, "")
        await self._pushes.pushed(wanted.source, body, request.headers.get("content-type", ""))
        self._remember(digest)
        return _answer(202, "")

    def _remember(self, digest: bytes) -> None:
        self._seen[digest] = None
        if len(self._seen) > _REMEMBERED:
            del self._seen[next(iter(self._seen))]


def _answer(status: int, text: str) -> Response:
    return PlainTextResponse(text, status, _HEADERS)


async def _body(request: Request) -> bytes | None:
    """Read the body; None where it is too large, comes too slowly or breaks off."""
    body = bytearray()
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            async for piece in request.stream():
                body += piece
                if len(body) > LARGEST:
                    return None
    except (TimeoutError, ClientDisconnect):
        return None
    return bytes(body)


def _topics(headers: Headers) -> set[str]:
    links = ", ".join(headers.getlist("link"))
    return {found[1] for found in _LINK.finditer(links) if _SELF.search(found[2])}

"""What stands before every page: GET only, loopback names only, strict headers."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["HEADERS", "LOOPBACK", "Guard"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Refuse requests that no local reader makes, and add the headers to every answer.

    A foreign ``Host`` is refused so that a page elsewhere cannot read the ledger by pointing its
    own name at this machine (DNS rebinding).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        # The server drops the body of an answer to HEAD, so pages need not know of it.
        asked = {**scope, "method": "GET"}
        await (_refusal(scope) or self._app)(asked, receive, send_with_headers)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse("These pages are read with GET.\n", 405, {"Allow": "GET, HEAD"})
    host = Headers(scope=scope).get("host", "")
    if _name(host) not in LOOPBACK:
        return PlainTextResponse(
            "These pages are served to this machine only: open them as 127.0.0.1 or localhost.\n",
            421,
        )
    return None


def _name(host: str) -> str:
    """Give the name of ``name:port``; ``[::1]`` keeps its brackets."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).lower()

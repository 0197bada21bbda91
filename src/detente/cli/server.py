"""A server on the loopback address."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

from detente.cli.terminal import say
from detente.errors import InvalidInput

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI
    from starlette.types import ASGIApp

__all__ = ["EVERYWHERE", "PORT", "check_port", "serve", "serve_beside", "serving"]

HOST = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  # only for callbacks: hubs are elsewhere
PORT = 8642


def serve(
    app: FastAPI,
    *,
    port: int,
    path: str = "/",
    open_browser: bool = False,
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until Ctrl-C. Raises `InvalidInput` where the port is taken."""
    taken = _listen(port)
    url = f"http://{HOST}:{taken.getsockname()[1]}{path}"
    say(f"Serving on {url} (Ctrl-C stops)")
    if on_ready:
        on_ready(url)
    if open_browser:
        import webbrowser

        webbrowser.open(url)
    server = _server(app)
    # Being told to stop is how a server ends: what surrounds it still tidies up.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with taken, suppress(KeyboardInterrupt):
        server.run(sockets=[taken])


@contextmanager
def serving(app: FastAPI, *, port: int) -> Iterator[str]:
    """Serve in a thread of its own meanwhile, and give the address. Raises `InvalidInput`."""
    taken = _listen(port)
    server = _server(app)
    thread = Thread(target=server.run, args=([taken],), name="pages", daemon=True)
    with taken:
        thread.start()
        try:
            yield f"http://{HOST}:{taken.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join(timeout=5)


async def serve_beside(app: ASGIApp, *, port: int) -> None:
    """Serve to everybody, in the event loop of the caller, until cancelled.

    Raises `InvalidInput` where the port is taken.
    """
    import uvicorn

    class Beside(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            """Leave signals to the caller."""
            yield

    taken = _listen(port, EVERYWHERE)
    settings = uvicorn.Config(app, log_level="warning", access_log=False, limit_concurrency=100)
    with taken:
        await Beside(settings).serve(sockets=[taken])


def _server(app: FastAPI) -> uvicorn.Server:
    import uvicorn

    return uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))


def check_port(port: int, host: str = HOST) -> None:
    """Raise `InvalidInput` where the port is taken, before any work is done in vain."""
    _listen(port, host).close()


def _listen(port: int, host: str = HOST) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # on Windows it would let two servers share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise InvalidInput(
            f"port {port} cannot be used ({error.strerror}); choose another with --port, "
            "or --port 0 for any free one"
        ) from error
    return listening

"""A hub that is asked for a subscription pushes news into the running ledger."""

from __future__ import annotations

import asyncio
import hmac
import socket
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qs

import httpx

from detente.cli.server import serve_beside
from detente.monitor.clock import SystemClock
from detente.monitor.live import Live
from detente.monitor.live_options import LiveOptions
from detente.monitor.pushing import Pushing
from detente.monitor.running import run_live
from detente.monitor.tally import Tally
from detente.store import Ledger
from detente.web.websub import callback_app
from tests.monitor.building import ignore
from tests.monitor.collecting_world import CODER, fetching, sources
from tests.monitor.test_live import documents, until
from tests.newsroom import NewsServer, Reply
from tests.newsroom.world import Outlet, World, story


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _verify(form: dict[str, str]) -> None:
    """Ask, as a hub does, whether the subscription is wanted."""
    asked = {
        "hub.mode": "subscribe", "hub.topic": form["hub.topic"], "hub.challenge": "abc",
        "hub.lease_seconds": "864000",
    }  # fmt: skip
    async with httpx.AsyncClient() as client:
        answer = await client.get(form["hub.callback"], params=asked)
    assert (answer.status_code, answer.text) == (200, "abc")


async def _push(form: dict[str, str], body: bytes, key: str) -> int:
    signature = hmac.new(key.encode(), body, sha256).hexdigest()
    headers = {"X-Hub-Signature": f"sha256={signature}", "Content-Type": "application/rss+xml"}
    async with httpx.AsyncClient() as client:
        answer = await client.post(form["hub.callback"], content=body, headers=headers)
    return answer.status_code


def test_a_subscription_is_asked_for_and_its_pushes_are_taken(tmp_path: Path) -> None:
    port = _free_port()

    async def go(world: World, outlet: Outlet, ledger: Ledger) -> Pushing:
        started: asyncio.Queue[tuple[Live, Pushing]] = asyncio.Queue()
        options = LiveOptions(coder=CODER, callback=f"http://127.0.0.1:{port}/")
        run = asyncio.create_task(
            run_live(
                ledger,
                sources([outlet]),
                options=options,
                tally=Tally(ignore),
                clock=SystemClock(),
                on_start=lambda live, pushing: started.put_nowait((live, pushing)),  # type: ignore[arg-type]
                fetching=fetching,
            )
        )
        live, pushing = await started.get()
        app = callback_app(pushing.known, pushing)
        server = asyncio.create_task(serve_beside(app, port=port))
        await until(lambda: documents(ledger) == 1)
        subscribing = asyncio.create_task(pushing.run())  # does not wait a minute for its turn
        await until(lambda: [r for r in world.server.requests if r.method == "POST"])
        (request, *_) = [r for r in world.server.requests if r.method == "POST"]
        form = {name: value[0] for name, value in parse_qs(request.body.decode()).items()}
        await _verify(form)
        await until(lambda: next(iter(ledger.states().values())).pushed_until)

        body = outlet.rss([story(2)])
        assert await _push(form, body, "wrong") == 202
        assert await _push(form, body, form["hub.secret"]) == 202
        await until(lambda: documents(ledger) == 2)
        subscribing.cancel()
        live.stop.set()
        await asyncio.wait_for(run, 20)
        server.cancel()
        await asyncio.gather(server, subscribing, return_exceptions=True)
        return pushing

    with NewsServer() as server, Ledger.open(tmp_path / "ledger.db") as ledger:
        world = World(server)
        outlet = world.outlet(whole=True)
        outlet.hub = server.url("/hub", host="hub.example")
        server.set("/hub", Reply(status=202))
        outlet.publish(story(1))
        pushing = asyncio.run(go(world, outlet, ledger))
        assert pushing.counts == {"pushes": 1, "a push with a wrong signature": 1}
        assert [p for p in server.paths if p.endswith("feed.xml")] == ["/outlet0/feed.xml"]

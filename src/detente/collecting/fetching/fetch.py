"""One address at a time: asked politely, within limits, every step of the way checked."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from types import TracebackType

import httpcore
import httpx

from detente.collecting.fetching import headers as said
from detente.collecting.fetching import reasons
from detente.collecting.fetching.allowed import Allowed
from detente.collecting.fetching.answer import Answer
from detente.collecting.fetching.hosts import Hosts
from detente.collecting.fetching.limits import FetchLimits, user_agent
from detente.collecting.fetching.resolving import Resolver, system_resolver
from detente.collecting.fetching.robots import LARGEST, Robots
from detente.collecting.fetching.taking import check_header, unchanged, whole
from detente.collecting.fetching.trail import PERMANENT, Redirect, Trail
from detente.collecting.fetching.transport import CheckedBackend, CheckedTransport
from detente.collecting.fetching.unpacking import ACCEPTED
from detente.collecting.fetching.urls import Address, checked, onward
from detente.collecting.fetching.wanted import Wanted
from detente.errors import FetchError

__all__ = ["Fetcher"]

REST = 60.0
"""Seconds that a host is left alone that answered 429 and did not say for how long."""

_REDIRECTS = (*PERMANENT, 302, 303, 307)


class Fetcher:
    """Gets addresses over checked connections, with one budget for all of them.

    Use it as an async context manager, in one event loop. It keeps no cookies, sends no
    credentials, and knows no proxy.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        allowed: Allowed | None = None,
        agent: str = "",
        resolver: Resolver = system_resolver,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        ssl_context: ssl.SSLContext | None = None,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._allowed = allowed or Allowed()
        self._agent = agent or user_agent()
        self._clock = clock
        self._transport = CheckedTransport(
            CheckedBackend(resolver=resolver, allowed=self._allowed, inner=backend),
            connections=self._limits.connections,
            ssl_context=ssl_context,
        )
        self._hosts = Hosts(
            total=self._limits.connections,
            per_host=self._limits.per_host,
            gap=self._limits.gap,
            clock=clock,
            sleep=sleep,
        )
        self._robots = Robots(self._robots_txt, clock=clock)

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._transport.aclose()

    async def get(
        self,
        url: str,
        *,
        etag: str = "",
        modified: str = "",
        accept: str = "",
        most: int | None = None,
        robots: bool = True,
    ) -> Answer:
        """Give the answer of an address, following its redirects.

        `etag` and `modified` are those of an earlier answer: what has not changed since comes with
        status 304 and no body. `most` lowers the limit on the size of the body. Without `robots`,
        no robots.txt is asked for: for addresses that a site hands out to be fetched by programs.

        Raises `Refused` for what must not be fetched and `FetchError` for all that goes wrong.
        """
        wanted = Wanted(etag=etag, modified=modified, accept=accept or "*/*", most=most)
        return await self._follow(url, wanted, robots=robots)

    async def post(self, url: str, fields: Mapping[str, str]) -> int:
        """Send a form and give the status of the answer, whatever it is; no redirect is followed.

        Raises `Refused` and `FetchError` as `get` does.
        """
        address = checked(url, self._allowed)
        request = self._request(address, "*/*", {}, fields)
        async with self._hosts.turn(address.host):
            try:
                async with asyncio.timeout(self._limits.total):
                    response = await self._transport.handle_async_request(request)
                    await response.aclose()
            except TimeoutError as error:
                raise FetchError(reasons.NO_ANSWER, address.text) from error
        return response.status_code

    async def _robots_txt(self, address: str) -> bytes:
        answer = await self._follow(address, Wanted(most=LARGEST, whole=False), robots=False)
        return answer.body

    async def _follow(self, url: str, wanted: Wanted, *, robots: bool) -> Answer:
        trail = Trail(checked(url, self._allowed), most=self._limits.redirects)
        while True:
            gap = await self._robots.delay(trail.address) if robots else None
            async with self._hosts.turn(trail.address.host, gap=gap):
                found = await self._in_time(trail, wanted)
            if isinstance(found, Answer):
                return found
            trail.go(found)

    async def _in_time(self, trail: Trail, wanted: Wanted) -> Answer | Redirect:
        began = self._clock()
        try:
            async with asyncio.timeout(max(self._limits.total - trail.seconds, 0.0)):
                found = await self._ask(trail, wanted)
        except TimeoutError as error:
            detail = f"{trail.address.text}: not whole after {self._limits.total:g} s"
            raise FetchError(reasons.NO_ANSWER, detail) from error
        trail.seconds += self._clock() - began
        return replace(found, seconds=trail.seconds) if isinstance(found, Answer) else found

    async def _ask(self, trail: Trail, wanted: Wanted) -> Answer | Redirect:
        conditions = wanted.conditions(first=not trail.hops)
        response = await self._transport.handle_async_request(
            self._request(trail.address, wanted.accept, conditions)
        )
        try:
            check_header(response, self._limits)
            if response.status_code == 200:
                return await whole(response, trail, wanted, self._limits)
            if response.status_code == 304 and conditions:
                return await unchanged(response, trail, wanted)
            if response.status_code in _REDIRECTS and "location" in response.headers:
                to = onward(trail.address, response.headers["location"], self._allowed)
                return Redirect(to, permanent=response.status_code in PERMANENT)
            raise self._failure(response, trail.address)
        finally:
            await response.aclose()

    def _request(
        self,
        address: Address,
        accept: str,
        conditions: dict[str, str],
        form: Mapping[str, str] | None = None,
    ) -> httpx.Request:
        named = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": ACCEPTED}
        limits = self._limits
        waits = {
            "connect": limits.connect, "read": limits.read, "write": limits.read,
            "pool": limits.total,
        }  # fmt: skip
        return httpx.Request(
            "GET" if form is None else "POST",
            address.text,
            headers=named | conditions,
            data=form,
            extensions={"timeout": waits},
        )

    def _failure(self, response: httpx.Response, address: Address) -> FetchError:
        status = response.status_code
        wait = said.retry_after(response.headers) if status in (429, 503) else None
        if status == 429 and wait is None:
            wait = REST
        if wait:
            self._hosts.rest(address.host, wait)
        reason = reasons.of_status(status) if wait is None else reasons.ASKED_TO_WAIT
        detail = f"{address.text} answered {status}"
        return FetchError(reason, detail, status=status, retry_after=wait)

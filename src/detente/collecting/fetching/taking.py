"""Making an `Answer` of a response, within limits."""

from __future__ import annotations

from dataclasses import replace

import httpx

from detente.collecting.fetching import headers as said
from detente.collecting.fetching import reasons
from detente.collecting.fetching.answer import Answer
from detente.collecting.fetching.body import Body, read_body
from detente.collecting.fetching.limits import FetchLimits
from detente.collecting.fetching.trail import Trail
from detente.collecting.fetching.unpacking import packing
from detente.collecting.fetching.wanted import Wanted
from detente.errors import FetchError

__all__ = ["check_header", "unchanged", "whole"]


def check_header(response: httpx.Response, limits: FetchLimits) -> None:
    """Refuse a header that is too large. Raises `FetchError`."""
    size = sum(len(name) + len(value) + 4 for name, value in response.headers.raw)
    if size > limits.header:
        raise FetchError(reasons.TOO_LARGE, f"a header of {size:,} bytes")


async def whole(
    response: httpx.Response, trail: Trail, wanted: Wanted, limits: FetchLimits
) -> Answer:
    """Read an answer to its end. Raises `FetchError`."""
    most = min(wanted.most or limits.body, limits.body)
    announced = response.headers.get("content-length", "")
    if wanted.whole and announced.isdigit() and int(announced) > most:
        raise FetchError(reasons.TOO_LARGE, f"{trail.address.text}: {announced} bytes")
    body = Body(
        packing(response.headers.get("content-encoding", "")),
        most=most,
        most_unpacked=min(wanted.most or limits.unpacked, limits.unpacked),
    )
    read = await read_body(response.aiter_raw(), body, whole=wanted.whole)
    return replace(_answer(response, trail), body=read)


async def unchanged(response: httpx.Response, trail: Trail, wanted: Wanted) -> Answer:
    """Take the word that nothing has changed."""
    async for _ in response.aiter_raw():  # to its end, so that the connection can be used again
        pass
    answer = _answer(response, trail)
    return replace(
        answer, etag=answer.etag or wanted.etag, modified=answer.modified or wanted.modified
    )


def _answer(response: httpx.Response, trail: Trail) -> Answer:
    headers = response.headers
    kind, charset = said.media_type(headers.get("content-type", ""))
    return Answer(
        url=trail.address.text,
        moved=trail.moved,
        status=response.status_code,
        media_type=kind,
        charset=charset,
        etag=headers.get("etag", ""),
        modified=headers.get("last-modified", ""),
        max_age=said.max_age(headers.get("cache-control", "")),
        links=said.links(headers.get("link", ""), trail.address.text),
        hops=trail.hops,
    )

"""The body of an answer, stopped at its limits."""

from __future__ import annotations

from collections.abc import AsyncIterable

from detente.collecting.fetching import reasons
from detente.collecting.fetching.unpacking import Unpacker
from detente.errors import FetchError

__all__ = ["Body", "read_body"]

RATIO = 200
"""How many times its packed size a body may unpack to, once it is past `HARMLESS` bytes."""

HARMLESS = 1_000_000

_LARGE = (reasons.TOO_LARGE, reasons.UNPACKS_TO_TOO_MUCH)


class Body:
    """Takes a body part by part, and holds little more of it than `most` bytes."""

    def __init__(self, packing: str, *, most: int, most_unpacked: int) -> None:
        self._unpacker = Unpacker(packing) if packing else None
        self._most = most
        self._most_unpacked = most_unpacked
        self._packed = 0
        self._data = bytearray()

    def add(self, part: bytes) -> None:
        """Take the next part. Raises `FetchError`."""
        self._packed += len(part)
        if self._unpacker is None:
            self._data += part
        else:
            for step in self._unpacker.steps(part):
                self._data += step
                self._check_unpacked()
        if self._packed > self._most:
            raise FetchError(reasons.TOO_LARGE, f"more than {self._most:,} bytes")

    def _check_unpacked(self) -> None:
        size = len(self._data)
        if size > self._most_unpacked:
            detail = f"{self._packed:,} bytes to more than {self._most_unpacked:,}"
            raise FetchError(reasons.UNPACKS_TO_TOO_MUCH, detail)
        if size > HARMLESS and size > RATIO * self._packed:
            detail = f"{self._packed:,} bytes to more than {RATIO} times as many"
            raise FetchError(reasons.UNPACKS_TO_TOO_MUCH, detail)

    def end(self) -> bytes:
        """Give the whole. Raises `FetchError` if what is packed breaks off."""
        if self._unpacker and self._packed and not self._unpacker.whole:
            raise FetchError(reasons.PACKING, "it breaks off in the middle")
        return bytes(self._data)

    def beginning(self) -> bytes:
        """Give what there is, up to the limit."""
        return bytes(self._data[: self._most])


async def read_body(parts: AsyncIterable[bytes], body: Body, *, whole: bool = True) -> bytes:
    """Read a body to its end. Raises `FetchError`.

    One that is too large is cut off at its limit instead, unless it must be `whole`.
    """
    try:
        async for part in parts:
            body.add(part)
        return body.end()
    except FetchError as error:
        if whole or error.reason not in _LARGE:
            raise
        return body.beginning()

"""Unpacking what comes in, a step at a time, so that it can be stopped at any of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

from detente.collecting.fetching import reasons
from detente.errors import FetchError

__all__ = ["ACCEPTED", "Unpacker", "packing"]

ACCEPTED = "gzip, deflate"
"""The packings that are asked for. What is not asked for is not unpacked."""

STEP = 65_536
"""Bytes that a step gives at most."""

_MEMBERS = 100
"""Gzip streams in a row that are taken for one, which the format allows."""

_PACKINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_MAGIC = b"\x1f\x8b"


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def packing(written: str) -> str:
    """Give the one packing that a ``Content-Encoding`` names; empty for none.

    Two packings on top of each other are of use to nobody but a bomb: they are refused.
    """
    named = (name.strip().lower() for name in written.split(","))
    packed = [name for name in named if name not in ("", "identity")]
    if not packed:
        return ""
    if len(packed) > 1 or packed[0] not in _PACKINGS:
        raise FetchError(reasons.PACKING, f"Content-Encoding {written[:80]!r}")
    return _PACKINGS[packed[0]]


class Unpacker:
    """Unpacks ``gzip``, and ``deflate`` with or without the frame of zlib."""

    def __init__(self, kind: str) -> None:
        self._gzip = kind == "gzip"
        self._inflater: _Inflater | None = None
        self._held = b""
        self._members = 0
        self._over = False

    @property
    def whole(self) -> bool:
        """Whether all that has begun has ended."""
        return self._members > 0 and self._inflater is None

    def steps(self, part: bytes) -> Iterator[bytes]:
        """Unpack the next part. Raises `FetchError`."""
        try:
            yield from self._steps(part)
        except zlib.error as error:
            raise FetchError(reasons.PACKING, str(error)) from error

    def _steps(self, part: bytes) -> Iterator[bytes]:
        rest, self._held = self._held + part, b""
        while inflater := self._inflater or self._begun(rest):
            step = inflater.decompress(rest, STEP)
            yield step
            if inflater.eof:
                self._inflater = None
                self._members += 1
                rest = inflater.unused_data
            elif inflater.unconsumed_tail or len(step) == STEP:
                rest = inflater.unconsumed_tail
            else:
                return

    def _begun(self, rest: bytes) -> _Inflater | None:
        """Begin a stream; None where there is nothing, too little to tell, or what is no stream."""
        if len(rest) < len(_MAGIC):
            self._held = rest
            return None
        # What follows the last stream is padding, as every reader of gzip takes it.
        self._over = self._over or (self._members > 0 and not self._another(rest))
        if self._over:
            return None
        self._inflater = zlib.decompressobj(self._bits(rest))
        return self._inflater

    def _another(self, rest: bytes) -> bool:
        if self._members >= _MEMBERS:
            raise FetchError(reasons.PACKING, f"more than {_MEMBERS} streams")
        return self._gzip and rest.startswith(_MAGIC)

    def _bits(self, rest: bytes) -> int:
        if self._gzip:
            return zlib.MAX_WBITS | 16
        framed = rest[0] & 0x0F == zlib.DEFLATED and int.from_bytes(rest[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS

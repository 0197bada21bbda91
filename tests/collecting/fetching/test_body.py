"""Bodies, packed and unpacked, and where they are stopped."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.collecting.fetching.body import Body
from detente.collecting.fetching.unpacking import packing
from detente.errors import FetchError

LARGE = 10_000_000


def _bare(text: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(text) + packer.flush()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda text: gzip.compress(text, mtime=0),
    "deflate": lambda text: zlib.compress(text),
    "deflate without a frame": _bare,
}


def _read(
    kind: str, sent: bytes, size: int = 1000, *, most: int = LARGE, many: int = LARGE
) -> bytes:
    body = Body(kind, most=most, most_unpacked=many)
    for start in range(0, len(sent), size):
        body.add(sent[start : start + size])
    return body.end()


def _reason(kind: str, sent: bytes, **limits: int) -> str:
    with pytest.raises(FetchError) as caught:
        _read(kind, sent, **limits)
    return caught.value.reason


@given(st.sampled_from(sorted(PACKERS)), st.binary(max_size=300), st.integers(1, 400))
def test_what_was_packed_comes_back_whatever_the_pieces(name: str, text: bytes, size: int) -> None:
    sent = PACKERS[name](text * 50)
    assert _read(name.partition(" ")[0], sent, size) == text * 50


@given(st.sampled_from(sorted(PACKERS)), st.binary(min_size=1, max_size=300), st.data())
def test_what_breaks_off_is_never_taken_for_whole(
    name: str, text: bytes, data: st.DataObject
) -> None:
    sent = PACKERS[name](text)
    short = sent[: data.draw(st.integers(1, len(sent) - 1))]
    assert _reason(name.partition(" ")[0], short) == "cannot be unpacked"


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=2, max_size=200))
def test_garbage_is_told_or_read_and_never_crashes(kind: str, sent: bytes) -> None:
    try:
        told = f"{len(_read(kind, sent, 7))} bytes"
    except FetchError as error:
        told = error.reason
    assert told.endswith((" bytes", "cannot be unpacked"))


def test_an_empty_body_is_empty_however_it_is_packed() -> None:
    assert [_read(kind, b"") for kind in ("", "gzip", "deflate")] == [b""] * 3


def test_gzip_streams_in_a_row_are_one_and_what_follows_is_padding() -> None:
    one = gzip.compress(b"one ")
    assert _read("gzip", one * 3 + b"\0" * 5000, 3) == b"one " * 3
    assert _read("gzip", one + b"\x1f") == b"one "
    assert _reason("gzip", one + gzip.compress(b"two")[:-3]) == "cannot be unpacked"
    assert _reason("gzip", one * 200) == "cannot be unpacked"


def test_a_body_is_stopped_at_its_limit() -> None:
    assert _read("", b"x" * 100, most=100) == b"x" * 100
    assert _reason("", b"x" * 101, most=100) == "too large"
    assert _reason("gzip", gzip.compress(bytes(range(256))), most=100) == "too large"
    assert _read("gzip", gzip.compress(b"x" * 5000), many=5000) == b"x" * 5000
    assert _reason("gzip", gzip.compress(b"x" * 5001), many=5000) == "unpacks to too much"


def test_a_bomb_is_stopped_by_its_ratio() -> None:
    """A million zeros pack a thousandfold and harm nobody; five millions are no news."""
    assert len(_read("gzip", gzip.compress(bytes(1_000_000)))) == 1_000_000
    assert _reason("gzip", gzip.compress(bytes(5_000_000))) == "unpacks to too much"
    honest = b"".join(b"<item>%d</item>" % number for number in range(300_000))
    assert _read("gzip", gzip.compress(honest)) == honest


def test_of_a_bomb_little_is_unpacked() -> None:
    body = Body("gzip", most=LARGE, most_unpacked=2_000_000)
    with pytest.raises(FetchError):
        body.add(gzip.compress(bytes(100_000_000), 1))
    assert len(body.beginning()) <= 2_100_000


@pytest.mark.parametrize(
    ("written", "read"),
    [("", ""), ("identity", ""), ("GZIP", "gzip"), ("x-gzip", "gzip"), ("gzip, identity", "gzip"),
     (" deflate ", "deflate")],
)  # fmt: skip
def test_one_packing_is_read(written: str, read: str) -> None:
    assert packing(written) == read


@pytest.mark.parametrize("written", ["br", "zstd", "gzip, gzip", "gzip, deflate", "aws-chunked"])
def test_what_was_not_asked_for_and_packing_upon_packing_are_refused(written: str) -> None:
    with pytest.raises(FetchError, match="cannot be unpacked: Content-Encoding"):
        packing(written)

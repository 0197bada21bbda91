"""Seeds made wrong: bytes, words, structure and size."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable

from tests.fuzz.items import Item

__all__ = ["mutate"]

LARGEST = 900_000
"""Bytes of the largest item, unpacked: below a megabyte nothing may take ten seconds."""

Change = Callable[[bytes, random.Random], bytes]

_TELLING = """
    Russia Russian Azerbaijan Azerbaijani Baku Moscow Kremlin Putin Aliyev NATO EU the its their it
    they police army ambassador ministry president plane war talks attack border gas embassy said
    says accused accuses of denied denies that by after before in on with against between and or not
    no never would will may could has had been was were expelled summoned shelled killed wounded
    arrested 40 1813 1988–1994 (1992) 2020 Friday yesterday last year ago if unless plans threatened
    to “ ” " ' ’s — - : ; , . ! ? … 12:30 5,000 July 3 March 2025 anniversary U.S. Mr. Dr.
"""
_WORDS = _TELLING.split()
_ODD = [
    "\x00",
    "\x01",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffd",
    "\ufffe",
    "\U0010ffff",
    "\u0301",
    "İ",
    "ß",
    "ﬁ",
    "ǅ",
    "Ⅷ",
    "٣",
    "५",
    "½",
    "²",
    "𝟘",
    "北京",
    "москва",
    "باكو",
    "בקו",
    "ბაქო",
    "👩‍👩‍👧",
    "\u00a0",
    "\u3000",
    "\t",
    "\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\u1680",
    "ſ",
    "K",
    "ŉ",
    "ΐ",
]
_MARKUP = [
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<b",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<script>",
    b"<table><tr><td>",
    b"</td></tr></table>",
    b"<h1>",
    b"<time datetime='",
    b"&#xD800;",
    b"&#0;",
    b"&amp;",
    b"&lt;",
    b"<meta charset=utf-16>",
    b"<meta charset=punycode>",
    b"<meta charset=idna>",
    b"<meta charset='utf-7'>",
    b"<meta charset=hex>",
    b"<svg>",
    b"<math>",
    b"<template>",
    b"<a href=",
    b"<base href='//['>",
    b"<link rel=canonical href='http://[::1'>",
    b"<frameset>",
    b"<plaintext>",
    b"<script type='application/ld+json'>",
    b'{"@type":"NewsArticle","datePublished":',
    b"<li>",
    b"<br>",
    b"<html lang='xx'>",
    b"<xmp>",
    b"<ruby>",
    b"<select>",
    b"<?xml version='1.0'?>",
]
_JSON = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"null",
    b"NaN",
    b"1e999",
    b"-0",
    b"9" * 5000,
    b'"\\ud800"',
    b'"\\u0000"',
    b'"published":',
    b'"published":1e18',
    b'"published":"9999-12-31T23:59:59-23:59"',
    b'"url":"http://[x/"',
    b'"text":["a",1,null,{}]',
    b'"title":',
    b'"language":"EN_us"',
    b"\\",
    b'"date":"Mon, 99 Foo 2025 99:99:99 +9999"',
    b'"id":1',
    b'"text":',
    b",",
    b":",
    b'"',
]
_ENCODINGS = ("utf-16", "utf-32", "utf-16-be", "cp1251", "koi8-r", "latin-1", "shift-jis", "utf-7")


def mutate(item: Item, other: Item, chance: random.Random) -> Item:
    """Change a seed in one to five ways; `other` lends pieces."""
    body = item.body
    ours = item.ours
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        if chance.random() < 0.1:
            body, ours = _spliced(body, other.body, chance), ours and other.ours
        else:
            body = chance.choice(_CHANGES)(body, chance)
    suffix = item.suffix if chance.random() < 0.95 else chance.choice((".html", ".txt", ".json"))
    if chance.random() < 0.02:
        suffix, body = f"{suffix}.gz", gzip.compress(body[:LARGEST], 1)
        if chance.random() < 0.5:
            body = body[: chance.randrange(len(body) + 1)]
    return Item(suffix, body[:LARGEST], ours)


def _spliced(one: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(other, chance)
    at = chance.randrange(len(one) + 1)
    return one[:at] + other[start:end] + one[at:]


def _span(body: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(body) + 1)
    size = int(chance.expovariate(1 / 40)) if chance.random() < 0.8 else chance.randrange(2000)
    return start, min(len(body), start + size)


def _flip(body: bytes, chance: random.Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.choice((1, 1, 3, 30))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _delete(body: bytes, chance: random.Random) -> bytes:
    start, end = _span(body, chance)
    return body[:start] + body[end:]


def _cut(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] if chance.random() < 0.7 else body[at:]


def _repeat(body: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch up to 200 kB: what grows with the square shows."""
    start, end = _span(body, chance)
    piece = body[start:end]
    size = chance.choice((200, 2_000, 20_000, 200_000))
    times = max(1, size // max(1, len(piece)))
    return body[:start] + piece * times + body[end:]


def _insert(pieces: list[bytes]) -> Change:
    def change(body: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.choice((1, 1, 2, 6))):
            at = chance.randrange(len(body) + 1)
            piece = chance.choice(pieces) * chance.choice((1, 1, 1, 2, 50, 3_000))
            body = body[:at] + piece[:100_000] + body[at:]
        return body

    return change


def _salad(body: bytes, chance: random.Random) -> bytes:
    """Put in a string of telling words, or a run of one of them."""
    number = chance.choice((3, 10, 30, 100, 380, 1_000))
    few = chance.sample(_WORDS, chance.choice((1, 2, 4, 8, len(_WORDS))))
    said = (chance.choice((" ", " ", ", ", "-", "")).join(chance.choices(few, k=number))).encode()
    at = chance.randrange(len(body) + 1)
    return body[:at] + b" " + said + b" " + body[at:]


def _shuffle(body: bytes, chance: random.Random) -> bytes:
    parts = re.split(rb"(\s+)", body, maxsplit=4_000)
    start = chance.randrange(len(parts))
    some = parts[start : start + chance.choice((3, 10, 100))]
    chance.shuffle(some)
    parts[start : start + len(some)] = some
    return b"".join(parts)


def _glue(body: bytes, chance: random.Random) -> bytes:
    """Take away the spaces, or the line breaks, of a stretch."""
    start = chance.randrange(len(body) + 1)
    end = start + chance.choice((50, 500, 5_000))
    gone = chance.choice((b" ", b"\n", b".", b"</p>"))
    return body[:start] + body[start:end].replace(gone, b"") + body[end:]


def _recode(body: bytes, chance: random.Random) -> bytes:
    return body.decode("utf8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _nest(body: bytes, chance: random.Random) -> bytes:
    depth = chance.choice((10, 200, 3_000))
    before, after = chance.choice(
        [(b"<div>", b"</div>"), (b"<b>", b""), (b"[", b"]"), (b'{"text":', b"}"), (b"(", b")"),
         (b"<table><tr><td>", b""), ("“".encode(), "”".encode()), (b"<ul><li>", b"</li></ul>")]
    )  # fmt: skip
    start, end = _span(body, chance)
    return body[:start] + before * depth + body[start:end] + after * depth + body[end:]


def _as_item(body: bytes, chance: random.Random) -> bytes:
    """Make it the text of a JSON item, so that any text meets the coder unaltered."""
    text = body.decode("utf8", "replace")
    day = chance.choice(("2025-07-01", "1799-12-31", "2026-01-15", "", "0001-01-01"))
    return json.dumps({"title": text[:80], "text": text, "published": day}).encode()


_CHANGES: tuple[Change, ...] = (
    _flip, _delete, _cut, _repeat, _repeat, _salad, _salad, _shuffle, _glue, _recode, _nest,
    _as_item, _insert(_MARKUP), _insert(_JSON), _insert([word.encode() for word in _ODD]),
    _insert([f" {word} ".encode() for word in _WORDS]), _insert([b" ", b"\n", b".", b"\r\n", b","]),
)  # fmt: skip

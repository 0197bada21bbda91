"""``python -m tests.fuzz.listings SECONDS``: mutate feeds, sitemaps, pages, archives and lists.

Each input goes through the parser of its kind in a process of its own, with a limit of time and
memory. Findings are made small and written to ``tests/cases/fuzz_listings``, where a test replays
them.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.fuzz.cases import write_case
from tests.fuzz.child import Child, Finding
from tests.fuzz.items import Item
from tests.fuzz.listing_seeds import seeds
from tests.fuzz.minimise import minimise
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import ROOT

__all__ = ["FOLDER", "LIMIT", "WORK", "changed", "main"]

FOLDER = ROOT / "tests" / "cases" / "fuzz_listings"
WORK = "tests.fuzz.listing_laws:take"
LIMIT = 5.0
"""Seconds that an input may take."""
MINIMISING = 60.0

_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*>[^<]*</\1>")
_TAG = re.compile(b"<[^<>]*>")
_VALUE = re.compile(rb"\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|>[^<>]{1,200}<")
_MARKUP = """
<!DOCTYPE x [<!ENTITY a 'b'>]>
<!ENTITY a SYSTEM 'file:///etc/passwd'>
&a;
&nbsp;
<?xml version='1.0' encoding='utf-16'?>
encoding='punycode'
<![CDATA[
]]>
-->
<item>
</item>
<entry>
</entry>
<channel>
<source>
<image>
<svg>
<content type='xhtml'><div>
<content mode='base64' type='x'>
<title type='html'>
<link href='http://[::1'/>
 xml:base='//['
 xml:lang='x-y-z'
<guid>
<id>
<pubDate>Mon, 99 Foo 9999 99:99:99 +9999</pubDate>
<updated>0000-00-00T00:00:00Z</updated>
<ttl>1e999</ttl>
<psc:chapter start='x'/>
<georss:point>1</georss:point>
<itunes:duration>::</itunes:duration>
<media:content url='x'/>
<author>a@b
<cloud/>
<url><loc>
<news:news>
<lastmod>9999-12-31T23:59:59-23:59</lastmod>
<sitemapindex>
<outline xmlUrl='
<time datetime='9999-12-31T23:59:59-14:00'>
tgme_widget_message
tgme_widget_message_text
"text_entities":
"date_unixtime":"9e99"
"messages":
"""
_PIECES = _MARKUP.encode().splitlines()[1:]
_PIECES += [
    b"WARC/1.0\r\n",
    b"Content-Length: 99999999999\r\n",
    b"\r\n\r\n",
    b"Content-Length: -1\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Type: text/html; charset=\xff\r\n",
    b"HTTP/1.1 200 OK\r\n",
    b"WARC-Date: x\r\n",
    b"\x1f\x8b\x08\x00",
    b"\xff\xfe",
]


def main() -> None:
    """Fuzz for so many seconds and tell what was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.listings", description=__doc__)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--seed", type=int, default=1, help="the same seed mutates the same way")
    chosen = parser.parse_args()
    chance = random.Random(chosen.seed)
    given = seeds()
    print(f"seed {chosen.seed}, {len(given)} seeds, {chosen.seconds:.0f} s", flush=True)
    child = Child(WORK, LIMIT)
    found: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    end = time.monotonic() + chosen.seconds
    while time.monotonic() < end:
        one, other = chance.choices(given, k=2)
        item = changed(one, other, chance)
        kinds[item.suffix] += 1
        finding, _ = child.take(item)
        if finding is not None:
            found[finding.kind, finding.where] += 1
            if found[finding.kind, finding.where] == 1:
                print(f"{_kept(item, finding, child)}: {finding}", flush=True)
    child.close()
    print(f"{kinds.total():,} inputs, {found.total()} broke in {len(found)} places")
    print("  " + ", ".join(f"{number:,} {kind}" for kind, number in kinds.most_common()))
    for (kind, where), number in found.most_common():
        print(f"  {kind:<5} {number:>5} × {where}")


def _kept(item: Item, finding: Finding, child: Child) -> Path:
    def breaks(smaller: Item) -> bool:
        again, _ = child.take(smaller)
        return again is not None and (again.kind, again.where) == (finding.kind, finding.where)

    if finding.kind != "hang":  # each step of making it small would take the whole limit
        item = minimise(item, breaks, MINIMISING)
    return write_case(item, f"{finding.kind} in {finding.where}: {finding.detail}", FOLDER)


def changed(one: Item, other: Item, chance: random.Random) -> Item:
    """Change an item in its bytes, its structure, or both. Its kind stays, mostly."""
    body = one.body
    packed = one.suffix.endswith(".gz") and chance.random() < 0.7
    if packed:
        body = gzip.decompress(body)
    if chance.random() < 0.7:
        for _ in range(chance.choice((1, 1, 2, 4))):
            body = chance.choice(_CHANGES)(body, other.body, chance)
    if body == one.body or chance.random() < 0.5:
        body = mutate(replace(one, body=body), other, chance).body
    suffix = one.suffix if chance.random() < 0.95 else other.suffix
    return Item(suffix, gzip.compress(body, 1) if packed else body)


Change = Callable[[bytes, bytes, random.Random], bytes]


def _insert(body: bytes, other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    piece = chance.choice(_PIECES) * chance.choice((1, 1, 1, 2, 30, 2_000))
    return body[:at] + piece[:100_000] + body[at:]


def _move(body: bytes, other: bytes, chance: random.Random) -> bytes:
    """Put an element of one file in or in place of one of the other."""
    ours, theirs = list(_ELEMENT.finditer(body)), list(_ELEMENT.finditer(other))
    if not ours or not theirs:
        return body
    at, piece = chance.choice(ours), chance.choice([*ours, *theirs])[0]
    end = at.start() if chance.random() < 0.5 else at.end()
    return body[: at.start()] + piece * chance.choice((1, 1, 2, 500)) + body[end:]


def _untag(body: bytes, other: bytes, chance: random.Random) -> bytes:
    """Take a tag away, double it, or make of it its opposite."""
    tags = list(_TAG.finditer(body))
    if not tags:
        return body
    tag = chance.choice(tags)
    turned = tag[0].replace(b"</", b"<") if tag[0].startswith(b"</") else b"</" + tag[0][1:]
    piece = chance.choice((b"", tag[0] * 2, turned, tag[0][:-1]))
    return body[: tag.start()] + piece + body[tag.end() :]


def _value(body: bytes, other: bytes, chance: random.Random) -> bytes:
    """Put one value in place of another."""
    ours, theirs = list(_VALUE.finditer(body)), list(_VALUE.finditer(other))
    if not ours or not theirs:
        return body
    at, piece = chance.choice(ours), chance.choice([*ours, *theirs])[0]
    piece = piece[:1] + piece[1:-1] * chance.choice((1, 1, 0, 3_000)) + piece[-1:]
    return body[: at.start()] + piece[:100_000] + body[at.end() :]


_CHANGES: tuple[Change, ...] = (_insert, _insert, _move, _untag, _value)


if __name__ == "__main__":
    main()

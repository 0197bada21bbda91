"""``python -m tests.fuzz.feedsuite FOLDER``: read the test suite of another feed parser.

The suite of feedparser has files that each say in a comment what is to be read from them, as a
Python expression. Of these the ones on title, text, link, id and times of an entry, and on the
title of the feed, are held against ours: words after our conversion to plain text, links as far as
they are addresses of the web. The others, such as those on authors, are counted and not looked at.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

from detente.collecting.characters import characters
from detente.collecting.formats.feed import build
from detente.collecting.links import web_link
from detente.collecting.listing import Entry, Listing
from detente.collecting.plain import headline, lines_of, plain
from detente.errors import InvalidInput

__all__ = ["Expected", "expected", "holds", "main"]

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
HOST = "http://127.0.0.1:8097/tests/"
"""Where the suite's own server shows its files."""

_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.S)
_CHARSET = re.compile(r"Header:\s*Content-type:[^\n]*charset=[\"']?([\w.:-]+)", re.I)
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(\S+)", re.I)
_KEYS = {
    "title": "title", "title_detail": "title", "description": "text", "summary": "text",
    "summary_detail": "text", "content": "text", "link": "url", "id": "guid", "guid": "guid",
    "published_parsed": "published", "issued_parsed": "published",
    "updated_parsed": "updated", "modified_parsed": "updated", "date_parsed": "updated",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """What a file says of one field of one entry."""

    index: int
    field: str
    value: object


def main() -> None:
    """Read every file of the folder and tell how often we agree."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.feedsuite", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="name every disagreement")
    chosen = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in sorted(chosen.folder.rglob("*")):
        if path.suffix in (".xml", ".json") and path.is_file():
            for problem in _file(path, chosen.folder, counts):
                if chosen.show:
                    print(f"{path.relative_to(chosen.folder)}: {problem}")
    names = ["files", "crashes", "refused", "expectations skipped", "entries left out"]
    for name in [*names, "checked", "agreeing"]:
        print(f"{counts[name]:>6,} {name}")


def _file(path: Path, folder: Path, counts: Counter[str]) -> Iterator[str]:
    counts["files"] += 1
    body = path.read_bytes()
    text = characters(body)
    charset = _CHARSET.search(text)
    listing = Listing()
    try:
        location = _LOCATION.search(text)
        address = urljoin(f"{HOST}{path.relative_to(folder)}", location[1] if location else "")
        listing = build().listing(
            body, address=address, charset=charset[1] if charset else "", now=NOW
        )
    except InvalidInput as error:
        counts["refused"] += 1
        yield f"refused: {error}"
    except Exception as error:
        counts["crashes"] += 1
        yield f"crash: {error!r}"
    for one in expected(text):
        if one is None:
            counts["expectations skipped"] += 1
            continue
        agrees = holds(one, listing, HOST)
        if agrees is None:
            counts["entries left out"] += 1
            continue
        counts["checked"] += 1
        counts["agreeing"] += agrees
        if not agrees:
            ours = listing.entries[one.index : one.index + 1] if one.index >= 0 else listing.title
            yield f"{one}, not {ours}"


def expected(text: str) -> Iterator[Expected | None]:
    """Give each part of the expression, or None for one that is on something else."""
    found = _EXPECT.search(text)
    if found is None:
        return
    try:
        tree = ast.parse(" ".join(found[1].split()), mode="eval").body
    except SyntaxError:
        yield None
        return
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    for part in parts:
        if ast.unparse(part) not in ("not bozo", "bozo", "bozo == 1", "bozo == 0"):
            yield _expected(part)


def _expected(part: ast.expr) -> Expected | None:
    """Read ``entries[0]['title'] == 'x'`` and its like."""
    match part:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[right]):
            keys = _keys(left)
        case _:
            return None
    try:
        value = ast.literal_eval(right)
    except ValueError:
        return None
    match keys:
        case ["feed", "title"] | ["feed", "title_detail", "value"]:
            return Expected(-1, "title", value)
        case ["entries", int(n), ("title_detail" | "summary_detail" as key), "value"]:
            return Expected(n, _KEYS[key], value)
        case ["entries", int(n), "content", 0, "value"]:
            return Expected(n, "text", value)
        case ["entries", int(n), str(key)] if key in _KEYS and not key.endswith("_detail"):
            return Expected(n, _KEYS[key], value)
    return None


def _keys(left: ast.expr) -> list[object]:
    """Give name and keys of a chain of subscripts."""
    match left:
        case ast.Name(id=name):
            return [name]
        case ast.Subscript(value=inner, slice=ast.Constant(value=key)):
            return [*_keys(inner), key]
    return [None]


def holds(one: Expected, listing: Listing, address: str) -> bool | None:
    """Tell whether ours says the same; None where an entry without link and words is left out."""
    value = str(one.value or "")
    if one.index >= 0 and one.index >= len(listing.entries):
        wordless = one.field not in ("title", "text", "url") or not plain(value).strip()
        return None if wordless or not value else False
    ours = listing if one.index < 0 else listing.entries[one.index]
    if isinstance(one.value, tuple) and isinstance(ours, Entry):
        return _times(ours, one)
    theirs = {
        "title": {headline(plain(value)), headline(value)},
        "text": {plain(value), lines_of(value)},
        "guid": {headline(value)},
        "url": {web_link(address, value)},
    }
    return getattr(ours, one.field) in theirs.get(one.field, {value})


def _times(ours: Entry, one: Expected) -> bool:
    time = getattr(ours, one.field)
    parsed = one.value
    assert isinstance(parsed, tuple)
    return isinstance(time, datetime) and tuple(time.timetuple())[:6] == parsed[:6]


if __name__ == "__main__":
    main()

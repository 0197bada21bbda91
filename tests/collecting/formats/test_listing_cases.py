"""Every file in ``tests/cases/collecting`` says what is to be read from it.

An ``Expect`` is a Python expression over `listing`, `entries`, `left_out`, `address` and `refused`
(the message of the refusal, or nothing). ``Charset`` is what the answer's header would say.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from detente.collecting.listing import Listing
from detente.errors import InvalidInput
from detente.pieces import find_piece

CASES = Path(__file__).resolve().parents[2] / "cases" / "collecting"
KINDS = ("channel", "feed", "page", "section", "sitemap")
PATHS = sorted(path for kind in KINDS for path in (CASES / kind).iterdir())
NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
ADDRESS = "https://post.example/feed"

LINE = re.compile(r"^(Expect|Charset): (.+)$", re.M)


def _listing(path: Path, charset: str) -> Listing:
    kind = find_piece("detente.collecting.formats", path.parent.name).build()
    made = kind.listing(path.read_bytes(), address=ADDRESS, charset=charset, now=NOW)
    assert isinstance(made, Listing)
    return made


def _told(path: Path) -> tuple[list[str], str]:
    text = path.read_bytes().decode("latin-1")
    if path.suffix == ".json":
        return json.loads(path.read_text("utf8"))["_expect"], ""
    said = LINE.findall(text.partition("-->")[0])
    charsets = [value for name, value in said if name == "Charset"]
    return [value for name, value in said if name == "Expect"], "".join(charsets)


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_case_is_read_as_it_says(path: Path) -> None:
    expected, charset = _told(path)
    names: dict[str, Any] = {"utc": partial(datetime, tzinfo=UTC), "timedelta": timedelta}
    names |= {"refused": "", "address": ADDRESS}
    try:
        listing = _listing(path, charset)
    except InvalidInput as error:
        names["refused"] = str(error)
    else:
        names |= {"listing": listing, "entries": listing.entries, "left_out": listing.left_out}
    assert expected
    if not any(line.startswith("refused") for line in expected):
        assert not names["refused"]
    for line in expected:
        assert eval(line, names), f"{line}\n{names.get('listing', names['refused'])}"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_second_reading_gives_the_same(path: Path) -> None:
    try:
        assert _listing(path, "") == _listing(path, "")
    except InvalidInput as error:
        with pytest.raises(InvalidInput, match=re.escape(str(error))):
            _listing(path, "")

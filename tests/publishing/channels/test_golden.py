"""The small crisis in every channel, letter by letter.

After a change on purpose, write the files anew with ``UPDATE_GOLDEN=1 pytest tests/publishing`` and
read their difference.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.publishing.channels import atom, html, markdown
from tests.publishing.examples import EVENTS, PAIR, REPORTS, briefing

GOLDEN = Path(__file__).parent.parent / "golden"
BASE = "http://127.0.0.1:8000"

WRITERS: dict[str, Callable[[], str]] = {
    "briefing.md": lambda: markdown.render(briefing()),
    "briefing.fragment.html": lambda: html.fragment(briefing()),
    "feed.atom": lambda: atom.feed(
        PAIR, events=EVENTS, reports=REPORTS, base_url=BASE, own_url=f"{BASE}/pair/feed.atom"
    ),
}


@pytest.mark.parametrize("name", WRITERS)
def test_channels_write_what_the_golden_files_hold(name: str) -> None:
    written = WRITERS[name]()
    if os.environ.get("UPDATE_GOLDEN"):
        (GOLDEN / name).write_text(written, "utf8", newline="\n")
    assert written == (GOLDEN / name).read_text("utf8")

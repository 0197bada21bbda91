"""What once broke the reading of listings stays mended, and its fuzzer and suite work."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from detente.collecting.listing import Entry, Listing
from tests.fuzz.cases import read_case
from tests.fuzz.child import Child
from tests.fuzz.feedsuite import Expected, expected, holds
from tests.fuzz.listing_seeds import seeds
from tests.fuzz.listings import FOLDER, LIMIT, WORK, changed
from tests.fuzz.seeds import ROOT

CASES = sorted(FOLDER.glob("*.json"))


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    """Give a process that takes items."""
    made = Child(WORK, LIMIT)
    yield made
    made.close()


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_what_once_broke_breaks_no_longer(path: Path, child: Child) -> None:
    finding, _ = child.take(read_case(path))
    assert finding is None, f"{finding} ({path.name})"


def test_every_kind_has_seeds_and_all_are_sound(child: Child) -> None:
    given = seeds()
    kinds = {item.suffix.split(".")[1] for item in given}
    assert {"channel", "feed", "opml", "page", "section", "sitemap", "telegram", "warc"} <= kinds
    assert [item.suffix for item in given if child.take(item)[0]] == []


def test_the_same_seed_changes_the_same_way() -> None:
    given = [item for item in seeds() if not item.suffix.endswith(".gz")]
    first, second = (
        [changed(given[n], given[-n], chance).body for n in range(40)]
        for chance in (random.Random(7), random.Random(7))
    )
    assert first == second


def test_the_fuzzer_runs_for_so_many_seconds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.listings", "1", "--seed", "5"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert "seed 5," in done.stdout
    assert "inputs, 0 broke in 0 places" in done.stdout


def test_expressions_of_the_suite_are_understood_or_skipped() -> None:
    said = """<!-- Expect: not bozo and entries[0]['title'] == 'A &amp; b'
        and entries[0]['published_parsed'] == (2026, 1, 14, 0, 0, 0, 2, 14, 0) and len(tags) -->"""
    title, time, other = expected(said)
    assert (title, other) == (Expected(0, "title", "A &amp; b"), None)
    found = Listing(entries=(Entry(title="A & b", published=datetime(2026, 1, 14, tzinfo=UTC)),))
    assert title is not None
    assert time is not None
    assert [holds(one, found, "") for one in (title, time)] == [True, True]
    assert holds(title, Listing(entries=(Entry(title="Other"),)), "") is False


def test_a_folder_of_cases_is_read_and_counted(tmp_path: Path) -> None:
    text = "<!-- Expect: entries[0]['title'] == 'a' --><rss><item><title>{}</title></item></rss>"
    for name, title in (("1", "a"), ("2", "b")):
        (tmp_path / f"{name}.xml").write_text(text.format(title))
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.feedsuite", str(tmp_path), "--show"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[-2:] == ["2 checked", "1 agreeing"]
    assert lines[0].startswith("2.xml: Expected(")

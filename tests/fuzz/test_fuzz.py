"""What once broke stays mended, and the fuzzer sees what breaks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.cases import FOLDER, read_case, write_case
from tests.fuzz.child import Child
from tests.fuzz.items import Item
from tests.fuzz.minimise import minimise, neutral
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import ROOT, seeds

CASES = sorted(FOLDER.glob("*.json"))


def broken(item: Item) -> None:
    """Break in the way that the item asks for."""
    if b"hang" in item.body:
        while True:
            pass
    if b"crash" in item.body:
        os.abort()
    if b"error" in item.body:
        raise ValueError


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    """Give a process that takes items."""
    made = Child()
    yield made
    made.close()


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_what_once_broke_breaks_no_longer(path: Path, child: Child) -> None:
    finding, _ = child.take(read_case(path))
    assert finding is None, f"{finding} ({path.name})"


def test_errors_hangs_and_crashes_are_seen_and_the_next_item_is_taken() -> None:
    child = Child(f"{__name__}:broken", limit=1)
    try:
        found = [child.take(Item(".txt", body))[0] for body in (
            b"an error", b"sound", b"a hang", b"a crash", b"sound"
        )]  # fmt: skip
    finally:
        child.close()
    assert [f and f.kind for f in found] == ["error", None, "hang", "crash", None]
    assert found[0] is not None
    assert found[0].where.endswith("broken, ValueError")


def test_an_item_is_made_small_and_its_words_neutral() -> None:
    def breaks(item: Item) -> bool:
        return b"ab<" in item.body and len(item.body.split()) > 2

    item = Item(".txt", b"Here somebody wrote ab< and went on for a while.", ours=False)
    small = minimise(item, breaks, 10)
    assert breaks(small)
    assert len(small.body) < 10
    plain = neutral(item, breaks)
    assert breaks(plain)
    assert b"somebody" not in plain.body


def test_a_case_file_gives_its_item_again(tmp_path: Path) -> None:
    for body in (b"\xff\x00\x1d", "Баку\r\n".encode()):
        item = Item(".html", body)
        assert read_case(write_case(item, "why", tmp_path)) == item


def test_the_same_seed_mutates_the_same_way() -> None:
    given = seeds(None, random.Random(0))
    assert len(given) > 100
    assert all(item.ours for item in given)
    first, second = (
        [mutate(given[n], given[-n], chance) for n in range(100)]
        for chance in (random.Random(7), random.Random(7))
    )
    assert [i.body for i in first if ".gz" not in i.suffix] == [
        i.body for i in second if ".gz" not in i.suffix
    ]


def test_the_fuzzer_runs_for_so_many_seconds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", "1", "--seed", "5", "--shared", "nowhere"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert "seed 5," in done.stdout
    assert "inputs, 0 broke in 0 places" in done.stdout

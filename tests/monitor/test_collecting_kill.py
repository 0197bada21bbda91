"""A poll killed at any moment loses nothing and repeats nothing; neither does a full disk."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.monitor.collecting_world import content
from tests.newsroom import NewsServer
from tests.newsroom.world import World, quiet, story

ROOT = Path(__file__).parents[2]
FEEDS, ITEMS = 25, 200


@pytest.fixture(scope="module")
def feeds() -> Iterator[list[str]]:
    """Serve 5,000 items in 25 feeds, one of which has only teasers."""
    with NewsServer() as server:
        world = World(server)
        for number in range(FEEDS):
            outlet = world.outlet(whole=number > 0)
            first = number * ITEMS
            made = ((quiet if n % 10 else story)(first + n) for n in range(ITEMS))
            outlet.publish(*made)
        yield [outlet.feed for outlet in world.outlets]


@pytest.fixture(scope="module")
def undisturbed(feeds: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give what one run leaves that nobody disturbs."""
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    assert _poll(path, feeds, None)
    whole = content(path)
    assert len(whole["documents"]) == FEEDS * ITEMS
    assert whole["events"]
    return whole


def _poll(path: Path, feeds: list[str], kill_after: float | None) -> bool:
    """Poll in a process of its own, kill it after so many seconds; tell whether it had ended."""
    command = [sys.executable, "-m", "tests.monitor.collecting_child", str(path), *feeds]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        if kill_after is not None:
            time.sleep(kill_after)
            child.send_signal(signal.SIGKILL)
        return child.stdout.read() == "done\n"


def _check_sound(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    ("kills", "longest"),
    [
        pytest.param(10, 2.5, id="10"),
        pytest.param(200, 0.3, id="200", marks=pytest.mark.soak),
    ],
)
def test_after_any_number_of_kills_the_records_are_those_of_one_run(
    kills: int, longest: float, feeds: list[str], undisturbed: dict[str, Any], tmp_path: Path
) -> None:
    path = tmp_path / "killed.db"
    ended = [_poll(path, feeds, random.uniform(0, longest)) for _ in range(kills)]
    assert not all(ended)
    assert _poll(path, feeds, None)
    _check_sound(path)
    killed = content(path)
    for part, expected in undisturbed.items():
        assert killed[part] == expected, part


def test_a_disk_that_fills_up_in_the_middle_is_told_and_nothing_is_lost(
    feeds: list[str], disk: tuple[Path, Callable[[str], None]], tmp_path: Path
) -> None:
    place, remount = disk
    path, some = place / "ledger.db", feeds[:6]
    remount("size=8m")
    said = _fail(path, some)
    assert str(path) in said
    assert "free some space" in said
    remount("size=64m")
    _check_sound(path)
    assert 0 < len(content(path)["documents"]) < len(some) * ITEMS
    assert _poll(path, some, None)
    assert _poll(tmp_path / "whole.db", some, None)
    assert content(path) == content(tmp_path / "whole.db")


def test_a_disk_that_becomes_read_only_is_told_and_nothing_is_lost(
    feeds: list[str], disk: tuple[Path, Callable[[str], None]]
) -> None:
    place, remount = disk
    path = place / "ledger.db"
    remount("size=256m")
    assert _poll(path, feeds[:2], None)
    before = content(path)
    remount("ro")
    said = _fail(path, feeds[:4])
    assert str(path) in said
    assert "write" in said
    remount("rw")
    assert content(path) == before
    assert _poll(path, feeds[:4], None)
    assert len(content(path)["documents"]) == 4 * ITEMS


def _fail(path: Path, feeds: list[str]) -> str:
    """Poll, and give what is said when it fails."""
    command = [sys.executable, "-m", "tests.monitor.collecting_child", str(path), *feeds]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "LedgerError" in done.stderr
    return done.stderr

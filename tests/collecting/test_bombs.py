"""Files that unpack to far more than they are: bounded memory, and a counted skip."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from detente.collecting.formats.files import LARGEST, MOST_UNPACKED

MEMORY = 2**30
SCRIPT = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from datetime import UTC, datetime
from detente.collecting import collect
from detente.records import Source
skips = []
pages = sum(1 for _ in collect([Source.files(sys.argv[1])], now=datetime.now(UTC),
                               on_skip=skips.append))
print(json.dumps([pages, [[s.kind, s.reason, s.subject, s.detail] for s in skips],
                  time.process_time()]))
"""
MEGABYTES = 64


@pytest.mark.parametrize("name", ["a.html.gz", "a.txt.gz", "a.json.gz", "a.jsonl.gz", "b.jsonl.gz"])
def test_a_bomb_fills_neither_memory_nor_time(tmp_path: Path, name: str) -> None:
    # Two gigabytes in two megabytes; of zeros, or of lines that are empty.
    sign = b"\n" if name.startswith("b") else b"\0"
    part = gzip.compress(sign * (MEGABYTES * 2**20), 9)
    first = gzip.compress(b'{"text": "A first line."}\n')
    bomb = tmp_path / name
    bomb.write_bytes(first + part * (2048 // MEGABYTES))
    (tmp_path / "z.txt").write_text("still read")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(MEMORY)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    pages, skips, seconds = json.loads(done.stdout)
    assert pages == (2 if "jsonl" in name else 1)
    reasons = {reason for _, reason, _, _ in skips}
    assert "unpacks to too much" in reasons if "jsonl" in name else reasons == {"too large"}
    assert all(subject.startswith(str(bomb)) for _, _, subject, _ in skips)
    assert seconds < 30


def test_lines_that_pack_well_are_read_whole(tmp_path: Path) -> None:
    line = b'{"text": "The same line again and again.", "title": "%s"}\n' % (b"x" * 900)
    number = 5 * LARGEST // len(line) - 10
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(line * number))
    assert path.stat().st_size * MOST_UNPACKED < 5 * LARGEST
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(MEMORY)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    pages, skips, _ = json.loads(done.stdout)
    assert (pages, skips) == (number, [])


def test_fifty_megabytes_are_one_skip_each(tmp_path: Path) -> None:
    for name in ("a.html", "b.txt", "c.json", "d.jsonl"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(50_000_000)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(MEMORY)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    pages, skips, _ = json.loads(done.stdout)
    assert pages == 0
    assert [reason for _, reason, _, _ in skips] == ["too large"] * 4

"""Real files to start from: the cases of the tests, the sample, and ../shared where it lies."""

from __future__ import annotations

import gzip
import random
from itertools import islice
from pathlib import Path

from detente.monitor.demo import sample
from tests.fuzz.items import Item

__all__ = ["ROOT", "seeds"]

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
LARGEST = 60_000
"""Bytes of a seed: larger pages are cut, so that an item costs milliseconds."""
_PAGES = 60
_LINES = 400


def seeds(shared: Path | None, chance: random.Random) -> list[Item]:
    """Give the seeds, those of `shared` marked as not our own words."""
    found = [Item(path.suffix, path.read_bytes()) for path in sorted((CASES / "reading").iterdir())]
    told = [path.read_bytes() for path in sorted((CASES / "coding").glob("*.txt"))]
    found += [Item(".txt", body.partition(b"\ntext:\n")[2]) for body in told]
    with sample() as source:
        lines = Path(source.address).read_bytes().splitlines()
    found += [Item(".jsonl", line) for line in lines]
    found += [Item(".json", b"[" + b",".join(lines[:4]) + b"]")]
    if shared is not None and shared.is_dir():
        found += _foreign(shared, chance)
    return found


def _foreign(shared: Path, chance: random.Random) -> list[Item]:
    pages = sorted(p for p in (shared / "pages").rglob("*.html*") if p.is_file())
    found = []
    for path in chance.sample(pages, min(_PAGES, len(pages))):
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        found.append(Item(".html", body[:LARGEST], ours=False))
    for path in sorted((shared / "news").glob("*.jsonl.gz")):
        with gzip.open(path) as file:
            lines = list(islice(file, 20_000))
        some = chance.sample(lines, min(_LINES, len(lines)))
        found += [Item(".jsonl", line, ours=False) for line in some]
    return found

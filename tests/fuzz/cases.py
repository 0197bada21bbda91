"""Case files of what once broke: pieces of text, each with how often it is repeated."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.fuzz.items import Item

__all__ = ["FOLDER", "read_case", "write_case"]

FOLDER = Path(__file__).resolve().parents[1] / "cases" / "fuzz"


def read_case(path: Path) -> Item:
    """Put the pieces of a case file together."""
    case = json.loads(path.read_text("utf8"))
    text = "".join(piece * times for piece, times in case["pieces"])
    return Item(case["suffix"], text.encode(case["encoding"]))


def write_case(item: Item, why: str, folder: Path = FOLDER) -> Path:
    """Write an item as a case file, named by its content, and give the path."""
    try:
        encoding, text = "utf8", item.body.decode()
    except UnicodeDecodeError:
        encoding, text = "latin-1", item.body.decode("latin-1")
    case = {"why": why, "suffix": item.suffix, "encoding": encoding, "pieces": [[text, 1]]}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{hashlib.sha256(item.body).hexdigest()[:10]}.json"
    path.write_text(json.dumps(case, ensure_ascii=True, indent=1) + "\n", "utf8")
    return path

"""A round of judging by readers: draw what they read, gather what they wrote, score it."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

__all__ = ["counted", "parser", "taken"]


def parser(doc: str | None, out: str) -> argparse.ArgumentParser:
    """Give the arguments that every round has; `out` is its folder where none is named."""
    asked = argparse.ArgumentParser(description=doc)
    asked.add_argument("what", choices=("draw", "gather", "score"))
    asked.add_argument("--out", type=Path, default=Path(out))
    return asked


def taken(
    what: str, draw: Callable[[], None], gather: Callable[[], None], score: Callable[[], None]
) -> None:
    """Take the step that is asked for."""
    {"draw": draw, "gather": gather, "score": score}[what]()


def counted(found: Counter[str]) -> None:
    """Print how often each was named, commonest first."""
    for name, times in found.most_common():
        print(f"  {times} {name}")

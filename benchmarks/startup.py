"""What a user waits for: the import, the help, the demo; beside a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

ROUNDS = 5


def measure(data: Path) -> Iterator[tuple[str, str]]:
    del data
    bare = _seconds("-c", "pass")
    yield "bare interpreter, seconds", f"{bare:.2f}"
    for name, words in {
        "import detente": ("-c", "import detente"),
        "detente --help": ("-m", "detente", "--help"),
        "detente demo --no-serve": ("-m", "detente", "demo", "--no-serve"),
    }.items():
        seconds = _seconds(*words)
        yield f"{name}, seconds (warm, median of {ROUNDS})", f"{seconds:.2f}"
        yield "  times the bare interpreter", f"{seconds / bare:.1f}"


def _seconds(*words: str) -> float:
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        subprocess.run([sys.executable, *words], capture_output=True, check=True)
        times.append(perf_counter() - start)
    return median(times)

"""``python -m benchmarks [NAME …] [--data ../shared]``: run the benchmarks and print their figures.

Every figure that a slower machine would change stands beside a peer's or a limit from the same run.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from pathlib import Path

import benchmarks


def main() -> int:
    names = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name[0] != "_"]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}; all")
    parser.add_argument("--data", type=Path, default=Path("../shared"), help="evaluation data")
    given = parser.parse_args()
    if unknown := sorted(set(given.names) - set(names)):
        parser.error(f"no benchmark {unknown[0]!r}; there are: {', '.join(names)}")
    if not given.data.is_dir():
        parser.error(f"{given.data} is no folder; name the evaluation data with --data")
    if hasattr(os, "sched_setaffinity"):  # one core, so that figures per core are what they say
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    for name in given.names or names:
        print(f"\n## {name}\n")
        for figure, value in importlib.import_module(f"benchmarks.{name}").measure(given.data):
            print(f"{figure:<60} {value}")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Hold a reader's file against its batch: every line read, every word there, every code valid.

    python -m training.labels.check READING.txt --batch BATCH.jsonl

The batch holds one object a line with ``id`` and ``text``. Exit status 1 and one mistake a line
where there are any.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from training.labels.notation import Reading, parse, problems


def mistakes(text: str, batch: Mapping[str, str]) -> tuple[list[Reading], list[str]]:
    """Give the readings and all that is wrong with them, for a batch of texts by id."""
    readings, wrong = parse(text)
    seen = {reading.id for reading in readings}
    wrong += [f"{name}: not read" for name in batch if name not in seen]
    wrong += [f"{name}: is not in the batch" for name in sorted(seen - batch.keys())]
    for reading in readings:
        if reading.id in batch:
            wrong += problems(reading, batch[reading.id])
    return readings, wrong


def main() -> None:
    """Check one reading."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reading", type=Path)
    asked.add_argument("--batch", type=Path, required=True)
    given = asked.parse_args()
    rows = map(json.loads, given.batch.read_text(encoding="utf-8").splitlines())
    batch = {row["id"]: row["text"] for row in rows}
    readings, wrong = mistakes(given.reading.read_text(encoding="utf-8"), batch)
    events = sum(len(r.events) for r in readings)
    print(*wrong, f"{len(readings)} lines, {events} state-to-state events, {len(wrong)} mistakes", sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()

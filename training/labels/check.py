"""Hold a reader's file against its batch: every line read, every word there, every code valid.

    python -m training.labels.check READING.txt --batch BATCH.jsonl
    python -m training.labels.check SENTENCES.txt

The batch holds one object a line with ``id`` and ``text``; without one the reading holds its own
sentences. Exit status 1 and one mistake a line where there are any.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
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


def own(text: str) -> tuple[list[Reading], list[str]]:
    """Give the readings of sentences that stand beside their labels, and all that is wrong."""
    readings, wrong = parse(text)
    for reading in readings:
        if not reading.text or not reading.kind:
            wrong.append(f"{reading.id}: needs a kind after its id and a line '= sentence'")
        else:
            wrong += problems(reading, reading.text)
    texts = Counter(reading.text for reading in readings)
    return readings, wrong + [f"written twice: {text!r}" for text, n in texts.items() if n > 1]


def main() -> None:
    """Check one reading."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reading", type=Path)
    asked.add_argument("--batch", type=Path)
    given = asked.parse_args()
    text = given.reading.read_text(encoding="utf-8")
    if given.batch:
        rows = map(json.loads, given.batch.read_text(encoding="utf-8").splitlines())
        readings, wrong = mistakes(text, {row["id"]: row["text"] for row in rows})
    else:
        readings, wrong = own(text)
    events = sum(len(r.events) for r in readings)
    print(
        *wrong,
        f"{len(readings)} lines, {events} state-to-state events, {len(wrong)} mistakes",
        sep="\n",
    )
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()

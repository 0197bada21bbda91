"""Choose the lines that readers code; what is chosen stands in ``batches.jsonl``.

    python -m training.labels.choose pairs  --news NEWS.jsonl.gz
    python -m training.labels.choose others --news NEWS.jsonl.gz
    python -m training.labels.choose types  --news NEWS.jsonl.gz
    python -m training.labels.choose unsure --news NEWS.jsonl.gz
    python -m training.labels.choose rare   --news NEWS.jsonl.gz
    python -m training.labels.choose more   --news NEWS.jsonl.gz
    python -m training.labels.choose extra  --news NEWS.jsonl.gz
    python -m training.labels.choose further --news NEWS.jsonl.gz
    python -m training.labels.choose inside --news NEWS.jsonl.gz

``pairs`` draws from lines that name two or more countries, ``others`` from all others, both by a
fixed seed; ``more`` draws as ``pairs``, and so do ``extra`` and ``further``, from years to learn
from; ``inside`` draws as ``others``, from years to learn from. ``types`` looks for rare types,
``unsure`` for lines on which a first model wavers, and ``rare`` again for types that are still
rare; all three train that model on what is read so far and only choose with it: no reader sees its
answers.
Each choice takes the same number of lines from each year, as far as the year has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.knowledge.gazetteer import find_mentions

HERE = Path(__file__).resolve().parent
BATCHES = HERE / "batches.jsonl"
SEED = 2026
SIZES = {
    "pairs": 2000, "others": 1000, "types": 1500, "unsure": 1500, "rare": 400, "more": 1400,
    "extra": 3600, "further": 3600, "inside": 1200,
}  # fmt: skip
BY_SEED = frozenset({"pairs", "others", "more", "extra", "further", "inside"})
"""Choices that no model has a part in."""
LEARNED = frozenset({"extra", "further", "inside"})
"""Choices from years to learn from."""
BATCH = 100
SHORTEST = 40
"""Characters: below it stand bare links and headings without a sentence."""

TEST_YEARS = ("2021", "2022", "2023")
"""No coder learns from them."""

Line = Mapping[str, Any]


def news(path: Path) -> list[Line]:
    """Read the news lines that a reader could code: sentences, each text once."""
    seen: set[str] = set()
    kept = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            if len(row["text"]) >= SHORTEST and row["text"] not in seen:
                seen.add(row["text"])
                kept.append(row)
    return kept


def countries(text: str) -> set[str]:
    """Give the countries a line names; the outlets in brackets at its end do not count."""
    bare = re.sub(r"(\s*\([^()]{1,80}\))+\s*$", "", text)
    return {m.country for m in find_mentions(bare) if m.country}


def spread(lines: Iterable[Line], wanted: int, seed: int) -> list[Line]:
    """Draw `wanted` lines, as evenly over the years as they allow; the same for a seed."""
    years: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        years[line["date"][:4]].append(line)
    drawing = random.Random(seed)
    for pool in years.values():
        drawing.shuffle(pool)
    return even(years, wanted)


def even(years: Mapping[str, Sequence[Line]], wanted: int) -> list[Line]:
    """Take the first lines of each year, as many from each as the poorest years leave."""
    taken: list[Line] = []
    left = {year: list(pool) for year, pool in years.items()}
    while len(taken) < wanted and any(left.values()):
        for year in sorted(left):
            if left[year] and len(taken) < wanted:
                taken.append(left[year].pop(0))
    return taken


def batches(choice: str, lines: Sequence[Line], seed: int) -> list[dict[str, Any]]:
    """Cut a choice into batches that each hold lines of all years."""
    mixed = list(lines)
    random.Random(seed).shuffle(mixed)
    return [
        {"batch": f"{choice}-{n // BATCH + 1:02}", "ids": [x["id"] for x in mixed[n : n + BATCH]]}
        for n in range(0, len(mixed), BATCH)
    ]


def chosen() -> set[str]:
    """Give the ids of all lines chosen so far."""
    if not BATCHES.exists():
        return set()
    rows = map(json.loads, BATCHES.read_text(encoding="utf-8").splitlines())
    return {name for row in rows for name in row["ids"]}


def main() -> None:
    """Choose and append the batches."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("choice", choices=SIZES)
    asked.add_argument("--news", type=Path, required=True)
    given = asked.parse_args()
    taken = chosen()
    pool = [line for line in news(given.news) if line["id"] not in taken]
    seed = SEED + list(SIZES).index(given.choice)
    if given.choice in BY_SEED:
        several = given.choice not in ("others", "inside")
        if given.choice in LEARNED:
            pool = [line for line in pool if line["date"][:4] not in TEST_YEARS]
        pool = [line for line in pool if (len(countries(line["text"])) > 1) is several]
        lines = spread(pool, SIZES[given.choice], seed)
    else:
        from training.labels.doubting import ranked

        read = list(map(json.loads, (HERE / "lines.jsonl").read_text("utf-8").splitlines()))
        texts = {line["id"]: line["text"] for line in news(given.news)}
        if given.choice in ("types", "rare"):
            pool = [line for line in pool if len(countries(line["text"])) > 1]
        lines = even(ranked(given.choice, pool, read, texts), SIZES[given.choice])
    with BATCHES.open("a", encoding="utf-8") as stream:
        for row in batches(given.choice, lines, seed):
            stream.write(json.dumps(row) + "\n")
    print(f"{given.choice}: {len(lines)} lines")


if __name__ == "__main__":
    main()

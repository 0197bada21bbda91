"""Join the labels with the news lines they belong to.

    python -m training.labels.join --news NEWS.jsonl.gz --out labelled.jsonl

Each row of the output is a row of ``lines.jsonl`` with ``date``, ``topic`` and ``text``. The text
is from Wikipedia's Current events portal (CC BY-SA 4.0) and is not part of these files.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from detente.evaluation.gold import read_rows, write_rows

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the joined rows."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--news", type=Path, required=True)
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--labels", type=Path, default=HERE / "lines.jsonl")
    given = asked.parse_args()
    labels = read_rows(given.labels)
    wanted = {row["id"] for row in labels}
    if strange := sorted(name for name in wanted if not name[0].isdigit()):
        asked.error(f"{given.labels}: {strange[0]} is no news line; sentences hold their text")
    news = {row["id"]: row.fields for row in read_rows(given.news) if row["id"] in wanted}
    if missing := sorted(wanted - news.keys()):
        asked.error(f"{given.news}: {len(missing)} ids are not there, such as {missing[0]}")
    write_rows(
        given.out,
        (
            {**row.fields, **{name: news[row["id"]][name] for name in ("date", "topic", "text")}}
            for row in labels
        ),
    )
    print(f"{len(labels)} lines")


if __name__ == "__main__":
    main()

"""Joining gold lines with the news lines whose ids they name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from detente.errors import InvalidInput
from detente.evaluation.gold import Row, read_rows

__all__ = ["with_texts"]


def with_texts(rows: Sequence[Row], path: Path) -> list[Row]:
    """Add ``text`` and ``date`` from the file of news lines. Raises `InvalidInput`."""
    wanted = {row["id"] for row in rows}
    texts = {line["id"]: line for line in read_rows(path) if line["id"] in wanted}
    if missing := sorted(wanted - texts.keys(), key=str):
        raise InvalidInput(f"{path}: {len(missing)} ids are not there, such as {missing[0]!r}")
    return [
        Row(
            row.path,
            row.line,
            {"text": texts[row["id"]]["text"], "date": texts[row["id"]].get("date"), **row.fields},
        )
        for row in rows
    ]

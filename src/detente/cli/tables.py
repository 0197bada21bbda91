"""Rows as CSV on stdout."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import typer

__all__ = ["print_csv"]


def print_csv(rows: Sequence[Mapping[str, object]]) -> None:
    """Write a header and the rows; nothing at all where there are none."""
    if not rows:
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    typer.echo(text.getvalue(), nl=False)

"""``detente export``: records as files for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.opening import open_ledger
from detente.cli.options import AsJson, ConfigFile, LedgerFile
from detente.cli.output import write_bytes, write_text
from detente.cli.terminal import print_json, say, waiting
from detente.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from detente.records import Record
    from detente.store import Ledger

__all__ = ["NAME", "command"]

NAME = "export"


class Kind(StrEnum):
    """What can be exported."""

    events = "events"
    reports = "reports"
    points = "points"
    documents = "documents"
    skips = "skips"


class Format(StrEnum):
    """How a table is written."""

    csv = "csv"
    parquet = "parquet"
    jsonl = "jsonl"


def command(
    kind: Annotated[Kind, typer.Argument(help="events, reports, points, documents or skips.")],
    form: Annotated[
        Format | None,
        typer.Option("--format", help="Without it, by the ending of the file; jsonl on stdout."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; without it, stdout.")
    ] = None,
    config: ConfigFile = None,
    ledger: LedgerFile = None,
    as_json: AsJson = False,
) -> None:
    """Export everything of one kind: one row a record, one column a field.

    Points are those of the pairs whose curves are kept: the watched ones, else the ten busiest.
    --json tells on stdout what was written; it needs -o.

    Example: detente export events -o events.parquet
    """
    chosen = form or _by_ending(output)
    if output is None and (chosen is Format.parquet or as_json):
        raise InvalidInput(
            "a Parquet file, and any file with --json, needs a name: give it with -o"
        )
    with open_ledger(config, ledger) as (_, opened), waiting("Gathering"):
        frame = _frame(opened, kind)
    _write(frame, chosen, output)
    if as_json:
        print_json({"kind": kind.value, "rows": frame.height, "path": str(output)})
    elif output:
        say(f"wrote {frame.height:,} {kind.value} to {output}")


def _by_ending(output: Path | None) -> Format:
    if output is None:
        return Format.jsonl
    ending = output.suffix.removeprefix(".").lower()
    if ending not in set(Format):
        known = ", ".join(f".{form}" for form in Format)
        raise InvalidInput(f"{output}: the ending tells no format; use {known}, or say --format")
    return Format(ending)


def _frame(ledger: Ledger, kind: Kind) -> pl.DataFrame:
    from detente.records import Document, Event, Report, Skip, TensionPoint
    from detente.records.frames import to_frame

    points = (p for dyad, _ in ledger.dyads() for p in ledger.points(dyad))
    records: dict[Kind, tuple[Iterable[Record], type[Record]]] = {
        Kind.events: (ledger.events(), Event),
        Kind.reports: (ledger.reports(), Report),
        Kind.points: (points, TensionPoint),
        Kind.documents: (ledger.documents(), Document),
        Kind.skips: (ledger.skips(), Skip),
    }
    rows, kind_of = records[kind]
    return to_frame(rows, kind_of)


def _write(frame: pl.DataFrame, form: Format, output: Path | None) -> None:
    if form is Format.csv:
        write_text(frame.write_csv(), output)
    elif form is Format.jsonl:
        write_text(frame.write_ndjson(), output)
    elif output:
        from io import BytesIO

        buffer = BytesIO()
        frame.write_parquet(buffer)
        write_bytes(buffer.getvalue(), output)

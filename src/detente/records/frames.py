"""Records as Polars frames, and back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

import polars as pl

from detente.errors import InvalidRecord
from detente.records.record import Record, Value, field_hints

__all__ = ["from_frame", "to_frame"]

AnyRecord = TypeVar("AnyRecord", bound=Value)

_PLAIN: dict[Any, Any] = {
    str: pl.String,
    int: pl.Int64,
    float: pl.Float64,
    bool: pl.Boolean,
    bytes: pl.Binary,
    date: pl.Date,
    datetime: pl.Datetime("us", "UTC"),
}


def to_frame(records: Iterable[AnyRecord], kind: type[AnyRecord] | None = None) -> pl.DataFrame:
    """Give one row a record and one column a field, with ``id`` first where records have one.

    Text, numbers and times keep their type; `When` and nested records become text, ISO 8601 and
    JSON. `kind` gives the columns of an empty frame. Raises `InvalidRecord` on mixed records.
    """
    rows = list(records)
    found = kind or (type(rows[0]) if rows else None)
    if found is None:
        return pl.DataFrame()
    if strangers := [r for r in rows if type(r) is not found]:
        raise InvalidRecord(f"to_frame: a {type(strangers[0]).__name__} among {found.__name__}s")
    schema = _schema(found)
    columns: dict[str, list[Any]] = {name: [] for name in schema}
    for row in rows:
        for name, column in columns.items():
            column.append(_cell(row, name, schema[name]))
    return pl.DataFrame(columns, schema=schema)


def from_frame(frame: pl.DataFrame, kind: type[AnyRecord]) -> list[AnyRecord]:
    """Build the records that `to_frame` wrote. Raises `InvalidRecord`."""
    hints = field_hints(kind)
    records = []
    for row in frame.iter_rows(named=True):
        data = {name: _uncell(hints[name], v) for name, v in row.items() if name in hints}
        records.append(kind.from_dict(data))
    return records


def _schema(kind: type[Value]) -> dict[str, Any]:
    ids = {"id": pl.String} if issubclass(kind, Record) else {}
    return ids | {name: _PLAIN.get(_plain(h), pl.String) for name, h in field_hints(kind).items()}


def _plain(hint: Any) -> Any:
    """Give ``X`` for ``X | None``, and the hint itself for anything else."""
    args = [a for a in getattr(hint, "__args__", ()) if a is not type(None)]
    optional = type(None) in getattr(hint, "__args__", ())
    return args[0] if optional and len(args) == 1 else hint


def _cell(record: Value, name: str, dtype: Any) -> Any:
    if name == "id":
        return record.id if isinstance(record, Record) else None
    value = getattr(record, name)
    if value is None or dtype != pl.String or isinstance(value, str):
        return value
    encoded = record.to_dict()[name]
    return encoded if isinstance(encoded, str) else json.dumps(encoded, ensure_ascii=False)


def _uncell(hint: Any, value: Any) -> Any:
    bare = _plain(hint)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    nested = getattr(bare, "__origin__", None) is tuple
    nested = nested or (isinstance(bare, type) and issubclass(bare, Value))
    return json.loads(value) if nested else value

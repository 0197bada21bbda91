"""Gold files: JSON lines whose rows know where they stand."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from detente.errors import InvalidInput

__all__ = ["Row", "digest", "read_json", "read_rows", "write_rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One JSON object of a file, with the line it stands on."""

    path: Path
    line: int
    fields: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        """Give a field. Raises `InvalidInput`, with file and line, where it is missing."""
        try:
            return self.fields[name]
        except KeyError:
            raise self.wrong(f"no field {name!r}") from None

    def get(self, name: str, default: Any = None) -> Any:
        """Give a field that may be missing."""
        return self.fields.get(name, default)

    def text(self, name: str = "text") -> str:
        """Give a field that must be text."""
        value = self[name]
        if not isinstance(value, str):
            raise self.wrong(f"{name!r} is not text")
        return value

    def items(self, name: str) -> list[dict[str, Any]]:
        """Give a field that must be a list of objects."""
        value = self[name]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"{name!r} is not a list of objects")
        return value

    def day(self, name: str = "date") -> date | None:
        """Give a field that is an ISO date, with or without a time; None where it is missing."""
        value = self.get(name)
        if not value:
            return None
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            raise self.wrong(f"{name!r} is no ISO date: {value!r}") from None

    def wrong(self, what: str) -> InvalidInput:
        """Make the error that says what is wrong with this row."""
        return InvalidInput(f"{self.path}, line {self.line}: {what}; see docs/how-to/evaluate.md")


def read_rows(path: Path, split: str | None = None) -> list[Row]:
    """Read JSON lines, packed with gzip or not; with `split`, the rows of that split.

    Raises `InvalidInput` for a file or line that cannot be read, and where no row is left.
    """
    rows = [row for row in _rows(path) if split is None or row.get("split") == split]
    if not rows:
        what = f"no row of split {split!r}; name another" if split else "no row; give JSON lines"
        raise InvalidInput(f"{path}: {what}")
    return rows


def _rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"{path}, line {number}: not JSON ({error})") from None
        if not isinstance(fields, dict):
            raise InvalidInput(f"{path}, line {number}: not a JSON object")
        yield Row(path, number, fields)


def _lines(path: Path) -> Iterator[str]:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            yield from (line.decode("utf8") for line in stream)
    except (OSError, EOFError) as error:
        raise _unreadable(path, error) from None
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path}: not UTF-8 ({error}); save it as UTF-8") from None


def _unreadable(path: Path, error: Exception) -> InvalidInput:
    reason = getattr(error, "strerror", None) or error
    return InvalidInput(f"{path}: {reason}; see docs/how-to/evaluate.md for what belongs there")


def read_json(path: Path) -> Any:
    """Read one JSON file. Raises `InvalidInput`."""
    try:
        return json.loads(path.read_text("utf8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, error) from None


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON lines; the file is there whole or not at all."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("w", encoding="utf8") as stream:
        stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    partial.replace(path)


def digest(*paths: Path) -> str:
    """Give the SHA-256 of files, or of all files below folders, taken in order of their names."""
    found = hashlib.sha256()
    for path in paths:
        for file in sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]:
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()

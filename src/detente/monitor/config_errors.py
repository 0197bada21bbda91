"""What is wrong with the settings, in words: file, line, key, and the nearest right key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["explain"]

_HEADER = re.compile(r"\s*\[\[?\s*[\"']?(\w+)[\"']?\s*\]")


def explain(
    error: ValidationError, path: Path, text: str, tables: Mapping[str, type[BaseModel]]
) -> str:
    """Tell the first thing that is wrong with the settings whose TOML is `text`.

    `tables` maps the names of tables to their models, the whole file by ``""``.
    """
    # A misspelt key is also a missing one: the misspelling is the better news.
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    where: Sequence[Any] = first["loc"]
    line = _line(text, where)
    key = _key(where)
    if first["type"] != "extra_forbidden":
        return f"{path}{line}: {key}: {first['msg'].removeprefix('Value error, ')}"
    known = [*tables[str(where[0]) if len(where) > 1 else ""].model_fields]
    near = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(known)}"
    return f"{path}{line}: unknown setting {key!r}; {hint}"


def _key(where: Sequence[Any]) -> str:
    """Give the innermost name: what follows it is a place in a list."""
    return next((part for part in reversed(where) if isinstance(part, str)), "")


def _line(text: str, where: Sequence[Any]) -> str:
    """Give ``, line 4`` for the line that sets the key in its own table, or nothing."""
    lines = text.splitlines()
    inside = _table(lines, where)
    keys = (_key(where), *where[:1])  # in `sources = [{...}]` the first line tells the place
    for key, number in product(keys, inside or range(len(lines))):
        if re.match(rf"\s*(\[\[?\s*)?[\"']?{re.escape(str(key))}[\"']?\s*[=\].]", lines[number]):
            return f", line {number + 1}"
    return f", line {inside.start + 1}" if inside else ""


def _table(lines: list[str], where: Sequence[Any]) -> range:
    """Give the lines of the table that the key is in: none for a key outside of tables."""
    if len(where) < 2:
        return range(0)
    wanted = where[1] if isinstance(where[1], int) else 0
    headers = [(n, found[1]) for n, line in enumerate(lines) if (found := _HEADER.match(line))]
    starts = [n for n, name in headers if name == where[0]]
    if wanted >= len(starts):
        return range(0)
    start = starts[wanted]
    return range(start, next((n for n, _ in headers if n > start), len(lines)))

"""Reading the tables shipped in ``knowledge/data``: tab-separated text with a header line.

Lines that begin with ``#`` are notes. Every row names where it comes from in a column ``source``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from detente.errors import DataFileError

__all__ = [
    "REGIONS",
    "SOURCES",
    "check_rows",
    "parse_toml",
    "read_rows",
    "read_table",
    "read_tables",
    "read_text",
    "words_of",
]

SOURCES = frozenset(
    {"phoenix", "countryinfo", "babel", "cow", "plover", "geonames", "own-knowledge"}
)
"""Where a row can come from; ``data/README.md`` names each with its licence."""

REGIONS = (
    "africa", "americas", "east_asia", "eastern_europe", "eurasia", "middle_east",
    "south_asia_pacific", "western_europe", "world",
)  # fmt: skip
"""Parts of the world that large tables are split by; ``world`` is for bodies of no region."""

_REMEDY = "reinstall the package"
_TERM = re.compile(r"(?:\d{4}(?:-\d\d){0,2})?/(?:\d{4}(?:-\d\d){0,2})?")
"""Since and until, which stand side by side: a day, a month, a year, or open."""

T = TypeVar("T")


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of the table `name` in order, as the cells of `columns` without `source`.

    Raises `DataFileError`, with file and line, for a missing file, another header, a row of
    another length, or a source that is not among `SOURCES`.
    """
    return check_rows(name, _numbered(name), columns)


def read_rows(name: str, columns: tuple[str, ...], make: Callable[..., T]) -> Iterator[T]:
    """Give what `make` makes of the cells of each row.

    Raises `DataFileError` as `read_table` does, and where `make` raises for a wrong cell.
    """
    lines = [*_numbered(name)]
    numbers = (number for number, _ in lines[1:])
    for number, cells in zip(numbers, check_rows(name, lines, columns), strict=True):
        try:
            yield make(*cells)
        except (ValueError, LookupError) as error:
            raise DataFileError(f"{name}, line {number}: {error}; {_REMEDY}") from error


def read_tables(folder: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of the tables of all regions in a folder, as `read_table` does."""
    for region in REGIONS:
        yield from read_table(f"{folder}/{region}.tsv", columns)


def check_rows(
    name: str, lines: Iterable[tuple[int, str]], columns: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Split the numbered lines of a table, the header first. Raises as `read_table` does."""
    expected = (*columns, "source")
    since = columns.index("since") if "since" in columns else None
    rows = iter(lines)
    number, header = next(rows, (1, ""))
    if tuple(header.split("\t")) != expected:
        raise DataFileError(f"{name}, line {number}: the columns are not {expected}; {_REMEDY}")
    known: set[str] = set()
    width = len(columns)
    for number, line in rows:
        *cells, source = line.split("\t")
        if source not in known and SOURCES.issuperset(source.split("+")):
            known.add(source)
        if len(cells) != width or source not in known:
            raise DataFileError(
                f"{name}, line {number}: {line[:80]!r} does not fit {expected}; {_REMEDY}"
            )
        if since is not None and not _TERM.fullmatch(f"{cells[since]}/{cells[since + 1]}"):
            raise DataFileError(f"{name}, line {number}: since or until is no ISO day; {_REMEDY}")
        yield tuple(cells)


def read_text(path: Traversable, name: str) -> str:
    """Read a UTF-8 file that the package ships. Raises `DataFileError` with file and line."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise DataFileError(f"{name} is missing from the package; {_REMEDY}") from error
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise DataFileError(f"{name}, line {line}: not UTF-8; {_REMEDY}") from error


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Read the TOML of a file that the package ships. Raises `DataFileError` with the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        end = f"line {text.count(chr(10)) + 1}, at end of document"
        told = str(error).replace("at end of document", end)
        raise DataFileError(f"{name}: {told}; {_REMEDY}") from error


@cache
def words_of(name: str) -> frozenset[str]:
    """Give one of the small lists of ``words.tsv``."""
    return frozenset(
        word
        for listed, words in read_table("words.tsv", ("list", "words"))
        if listed == name
        for word in words.split(";")
    )


def _numbered(name: str) -> list[tuple[int, str]]:
    path = files("detente.knowledge") / "data" / name
    lines = enumerate(read_text(path, name).splitlines(), start=1)
    return [(number, line) for number, line in lines if line and line[0] != "#"]

"""Reading the tables shipped in ``knowledge/data``: tab-separated text with a header line.

Lines that begin with ``#`` are notes. Every row names where it comes from in a column ``source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from detente.errors import DataFileError

__all__ = ["SOURCES", "check_rows", "read_table", "read_tables", "words_of"]

SOURCES = frozenset(
    {"phoenix", "countryinfo", "babel", "cow", "plover", "geonames", "own-knowledge"}
)
"""Where a row can come from; ``data/README.md`` names each with its licence."""

_REMEDY = "reinstall the package"


def read_table(name: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of the table `name` in order, as the cells of `columns` without `source`.

    Raises `DataFileError`, with file and line, for a missing file, another header, a row of
    another length, or a source that is not among `SOURCES`.
    """
    return check_rows(name, _numbered(name), columns)


def read_tables(folder: str, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the rows of all tables of a folder, in the order of their names, as `read_table` does.

    Raises `DataFileError`, also where the folder holds none.
    """
    root = files("detente.knowledge") / "data" / folder
    names = sorted(f.name for f in root.iterdir()) if root.is_dir() else []
    if not names:
        raise DataFileError(f"{folder} is missing from knowledge/data; {_REMEDY}")
    for name in names:
        yield from read_table(f"{folder}/{name}", columns)


def check_rows(
    name: str, lines: Iterable[tuple[int, str]], columns: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Split the numbered lines of a table, the header first. Raises as `read_table` does."""
    expected = (*columns, "source")
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
            raise DataFileError(f"{name}, line {number}: {line!r} does not fit {expected}")
        yield tuple(cells)


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
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataFileError(f"{name} is missing from knowledge/data; {_REMEDY}") from error
    lines = enumerate(text.splitlines(), start=1)
    return [(number, line) for number, line in lines if line and line[0] != "#"]

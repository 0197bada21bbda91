"""Starter sources: agencies, media, ministries and bodies whose news is a beginning.

The tables are ``data/outlets``. Their addresses are unverified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from urllib.parse import urlsplit

from detente.knowledge.countries import country, name_of
from detente.knowledge.tables import REGIONS, read_rows
from detente.records import Source

__all__ = ["outlets", "wires", "world_press"]

_COLUMNS = (
    "iso3", "name", "kind", "address", "language", "ownership", "role", "scope", "covers",
)  # fmt: skip
_ALLOWED = {
    "kind": {"feed", "sitemap", "section", "channel"},
    "ownership": {"state", "public", "private"},
    "role": {"wire", "outlet", "ministry", "body"},
    "scope": {"world", "national"},
}


@dataclass(frozen=True, slots=True)
class _Row:
    source: Source
    """In the group of its seat."""
    scope: str
    states: tuple[str, ...]
    """Its seat, and those whose press it belongs to besides."""


def outlets(*states: str) -> tuple[Source, ...]:
    """Give the sources of some states, each in the group of its state; without any, all.

    Those that sit there come first, then those that belong to it from elsewhere, as outlets in
    exile do. None is given twice. Raises `InvalidInput` for an unknown code, `DataFileError` for a
    wrong table.
    """
    found = {row.source.address: row.source for row in _rows()} if not states else {}
    for state in states:
        group = name_of(state)
        rows = [row for row in _rows() if state in row.states]
        for row in sorted(rows, key=lambda row: row.states[0] != state):
            found.setdefault(row.source.address, replace(row.source, group=group))
    return tuple(found.values())


def world_press() -> tuple[Source, ...]:
    """Give the agencies, media and bodies that report on every pair. Raises `DataFileError`."""
    return tuple(row.source for row in _rows() if row.scope == "world")


def wires() -> tuple[Source, ...]:
    """Give the news agencies among the `world_press`. Raises `DataFileError`."""
    return tuple(source for source in world_press() if source.role == "wire")


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(_read())


def _read() -> Iterator[_Row]:
    for region in REGIONS:
        yield from read_rows(f"outlets/{region}.tsv", _COLUMNS, _row)


def _row(*cells: str) -> _Row:
    fields = dict(zip(_COLUMNS, cells, strict=True))
    for column, allowed in _ALLOWED.items():
        if fields[column] not in allowed:
            raise ValueError(f"{column} {fields[column]!r} is none of {', '.join(sorted(allowed))}")
    if urlsplit(fields["address"]).scheme not in ("http", "https"):
        raise ValueError(f"{fields['address']!r} is no web address")
    scope, covers, seat = fields.pop("scope"), fields.pop("covers"), fields.pop("iso3")
    states = (seat, *filter(None, covers.split(";")))
    names = [country(state).name for state in states]
    # What is no `Literal` of a source was refused above.
    source = Source(country=seat, group=names[0], **fields)  # type: ignore[arg-type]
    return _Row(source, scope, states)

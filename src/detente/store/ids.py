"""Finding a record by the first characters of its id."""

from __future__ import annotations

import re

import sqlalchemy as sa

from detente.errors import InvalidInput

__all__ = ["find_id"]

SHORTEST = 4
SHOWN = 5
_HEX = re.compile(r"[0-9a-f]{1,16}")


def find_id(
    connection: sa.Connection, column: sa.ColumnElement[str], prefix: str, kind: str
) -> str | None:
    """Give the one id in the column that begins with the prefix, or None where none does.

    Raises `InvalidInput` for a prefix that is no part of an id or shorter than four characters,
    and where several ids begin with it, which it lists.
    """
    # A range, unlike LIKE, uses the index on every database; "g" follows every hex digit.
    _check(prefix, kind)
    query = sa.select(column).where(column >= prefix, column < prefix + "g").distinct()
    found = list(connection.execute(query.order_by(column).limit(SHOWN + 1)).scalars())
    if len(found) > 1:
        shown = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
        raise InvalidInput(f"{prefix!r} may mean several {kind}s: {shown}; give more characters")
    return found[0] if found else None


def _check(prefix: str, kind: str) -> None:
    if not _HEX.fullmatch(prefix):
        raise InvalidInput(f"{prefix!r} is no id of a {kind}: ids are 16 characters of 0-9, a-f")
    if len(prefix) < SHORTEST:
        raise InvalidInput(f"{prefix!r} is too short; give {SHORTEST} characters or more of the id")

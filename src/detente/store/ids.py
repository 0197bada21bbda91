"""Finding a record by the first characters of its id."""

from __future__ import annotations

import re

import sqlalchemy as sa

from detente.errors import InvalidInput

__all__ = ["full_id"]

SHORTEST = 4
SHOWN = 5
_HEX = re.compile(r"[0-9a-f]{1,16}")


def full_id(
    connection: sa.Connection, column: sa.ColumnElement[str], prefix: str, kind: str
) -> str:
    """Give the one id in the column that begins with the prefix, of four characters or more.

    Raises `InvalidInput` where none does, or several, which it lists.
    """
    found = _candidates(connection, column, _checked(prefix, kind))
    if len(found) == 1 or prefix in found:
        return found[0]
    if not found:
        raise InvalidInput(
            f"the ledger has no {kind} {prefix!r}; look up its id among the ledger's {kind}s"
        )
    shown = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    raise InvalidInput(f"{prefix!r} may mean several {kind}s: {shown}; give more characters")


def _checked(prefix: str, kind: str) -> str:
    if not _HEX.fullmatch(prefix):
        raise InvalidInput(f"{prefix!r} is no id of a {kind}: ids are 16 characters of 0-9, a-f")
    if len(prefix) < SHORTEST:
        raise InvalidInput(f"{prefix!r} is too short; give {SHORTEST} characters or more of the id")
    return prefix


def _candidates(connection: sa.Connection, column: sa.ColumnElement[str], prefix: str) -> list[str]:
    # A range, unlike LIKE, uses the index on every database; "g" follows every hex digit.
    query = sa.select(column).where(column >= prefix, column < prefix + "g").distinct()
    return list(connection.execute(query.order_by(column).limit(SHOWN + 1)).scalars())

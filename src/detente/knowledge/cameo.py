"""CAMEO event codes as PLOVER types. The table is ``data/cameo_plover.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from detente.knowledge.tables import read_table

__all__ = ["CameoEntry", "to_plover"]


@dataclass(frozen=True, slots=True)
class CameoEntry:
    """What PLOVER calls the deed behind a CAMEO code."""

    event: str
    mode: str | None
    contexts: tuple[str, ...]


def to_plover(code: str) -> CameoEntry | None:
    """Give the entry of a CAMEO code such as ``"0874"``, or of the nearest code above it.

    None for codes under 01 (statements), which PLOVER leaves out, and for what is no CAMEO code.
    Codes are text: ``"190"`` and ``"0190"`` differ.
    """
    table = _table()
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 4):
        return None
    return next((table[code[:n]] for n in range(len(code), 1, -1) if code[:n] in table), None)


@cache
def _table() -> dict[str, CameoEntry]:
    rows = read_table("cameo_plover.tsv", ("code", "type", "mode", "contexts"))
    return {
        code: CameoEntry(event, mode or None, tuple(contexts.split()))
        for code, event, mode, contexts in rows
    }

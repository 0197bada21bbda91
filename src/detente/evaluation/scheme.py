"""How the scoring protocols of event coding group types.

CONCEDE and RETREAT count as one root, YIELD, since the gold does not part them; its quad class is
that of RETREAT.
"""

from __future__ import annotations

from detente.knowledge.cameo import to_plover
from detente.knowledge.plover import QUADS, quad
from detente.records import EVENT_TYPES

__all__ = ["QUAD", "ROOTS", "SYMMETRIC", "cameo_root", "root"]

YIELD = "YIELD"
_YIELDING = frozenset({"CONCEDE", "RETREAT"})


def root(event_type: str) -> str:
    """Give the root of a PLOVER type: the type itself, or YIELD."""
    return YIELD if event_type in _YIELDING else event_type


QUAD = {root(kind): QUADS.index(quad(kind)) + 1 for kind in EVENT_TYPES if kind != "CONCEDE"}
"""Quad class of each of the 15 roots: 1 verbal and 2 material cooperation, 3 and 4 conflict."""
ROOTS = tuple(sorted(QUAD))

SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def cameo_root(code: str) -> str | None:
    """Give the root of a CAMEO root code such as ``"08"``; None for what PLOVER leaves out."""
    entry = to_plover(code)
    return root(entry.event) if entry else None

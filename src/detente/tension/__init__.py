"""Event → TensionPoint: how tense a pair is on each day, and the rung that it stands on."""

from __future__ import annotations

from detente.tension.index import Share
from detente.tension.measuring import explain, measure
from detente.tension.rungs import standing_rung

__all__ = ["Share", "explain", "measure", "standing_rung"]

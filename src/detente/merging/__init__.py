"""Report → Event: one event from many reports, and the past that they are told with."""

from __future__ import annotations

from detente.merging.backgrounds import roots
from detente.merging.merge import MERGER, merge

__all__ = ["MERGER", "merge", "roots"]

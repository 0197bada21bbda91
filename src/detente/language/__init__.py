"""Tools that every room may use on text: sentences, language, near-duplicate fingerprints."""

from __future__ import annotations

from detente.language.copies import Sketches
from detente.language.fingerprints import NEAR_DUPLICATE, fingerprint, similarity
from detente.language.identify import language_of
from detente.language.sentences import split

__all__ = [
    "NEAR_DUPLICATE",
    "Sketches",
    "fingerprint",
    "language_of",
    "similarity",
    "split",
]

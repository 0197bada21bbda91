"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["language_of"]

_BROADER = {"wuu": "zh", "yue": "zh", "ary": "ar", "arz": "ar", "uzs": "uz", "grc": "el"}
"""Varieties that the model tells apart and ISO 639-1 has one code for."""

_FEWEST_LETTERS = 12
_SURE = 0.5
_ENOUGH = 1500
"""Characters looked at: more text changes no answer and costs time."""


def language_of(text: str) -> str:
    """Give the ISO 639-1 code; ``und`` for fewer than 12 letters or where no language stands out.

    The confidence asked for is a calibrated probability of one half.
    """
    start = text[:_ENOUGH]
    if sum(map(str.isalpha, start)) < _FEWEST_LETTERS:
        return "und"
    code, confidence = _identifier().classify(" ".join(start.split()))
    code = _BROADER.get(code, code)
    return code if confidence >= _SURE and len(code) == 2 else "und"


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

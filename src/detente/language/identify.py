"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["language_of"]

_BROADER = {"wuu": "zh", "yue": "zh", "ary": "ar", "arz": "ar", "uzs": "uz", "grc": "el"}
"""Varieties that the model tells apart and ISO 639-1 has one code for."""

_WITHOUT_NEWS = frozenset({"an", "br", "eo", "ht", "jv", "la", "oc", "qu", "sa", "vo", "wa"})
"""Languages with hardly any daily press. Short lines full of foreign names resemble them."""

_FEWEST_LETTERS = 12
_SURE = 0.35
_ENOUGH = 1500
"""Characters looked at: more text changes no answer and costs time."""


def language_of(text: str) -> str:
    """Give the ISO 639-1 code; ``und`` for fewer than 12 letters or where no language stands out.

    The confidence asked for is low, since names from all over the world blur short lines of news,
    and since languages without a press are no candidates.
    """
    start = text[:_ENOUGH]
    if sum(map(str.isalpha, start)) < _FEWEST_LETTERS:
        return "und"
    code, confidence = _identifier().classify(" ".join(start.split()))
    return _BROADER.get(code, str(code)) if confidence >= _SURE else "und"


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = {code for code in identifier.labels if len(code) == 2} - _WITHOUT_NEWS
    identifier.set_languages(known | set(_BROADER))
    return identifier

"""Which language a text is in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = {code for code in identifier.labels if len(code) == 2} - _WITHOUT_NEWS
    identifier.set_languages(known | set(_BROADER))
    return identifier

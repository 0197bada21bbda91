"""Names of languages in English."""

from __future__ import annotations

from functools import cache

from babel import Locale

__all__ = ["language_name"]


def language_name(code: str) -> str:
    """Name an ISO 639-1 code; an unknown one stands for itself."""
    return "an unknown language" if code == "und" else _names().get(code, f"“{code}”")


@cache
def _names() -> dict[str, str]:
    return dict(Locale("en").languages)

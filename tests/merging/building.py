"""Reports in short notation, for the tests of merging and the laws."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.language.fingerprints import fingerprint
from detente.records import Actor, Number, Report, When

TOLLS = ("killed", "wounded", "arrested", "expelled")


def actor(code: str | None) -> Actor | None:
    """Read ``RUSGOV``, ``RUS`` or ``---COP``; None for an empty code."""
    if not code:
        return None
    country, sector = code[:3], code[3:]
    return Actor(country=None if country == "---" else country, sector=sector or None)


def report(
    quote: str,
    deed: str,
    *,
    document: str = "d",
    outlet: str = "example.org",
    published: date | None = date(2025, 6, 28),
    when: str | None = None,
    words: str = "",
    speaker: str | None = None,
    text: str = "",
    **fields: Any,
) -> Report:
    """Make a report of `deed`, such as ``AZEGOV SANCTION RUS``, dated to its publication.

    ``_`` stands for an unknown actor, and an empty `when` for an undated deed.
    """
    source, kind, target = (None if part == "_" else part for part in deed.split())
    numbers = tuple(
        Number(kind=k, value=fields.pop(k), words=k)  # type: ignore[arg-type]
        for k in TOLLS
        if k in fields
    )
    start = quote.index(words)
    if when is None:
        dated = When.day(published) if published else None
    else:
        dated = When.parse(when) if when else None
    return Report(
        **{
            "document": document,
            "url": f"https://example.org/{document}",
            "outlet": outlet,
            "title": "",
            "language": "en",
            "published": published,
            "sentence": 0,
            "quote": quote,
            "span": (start, start + len(words or quote)),
            "type": kind,
            "status": "asserted",
            "coder": "test.v1",
            "confidence": 0.5,
            "actor": actor(source),
            "recipient": actor(target),
            "speaker": actor(speaker),
            "when": dated,
            "numbers": numbers,
            "fingerprint": fingerprint(text),
            **fields,
        }
    )

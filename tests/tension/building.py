"""Events in short notation, for the tests of tension and the laws."""

from __future__ import annotations

from datetime import date
from typing import Any

from detente.records import Actor, Event, Number, When


def event(name: str, deed: str, when: str | None, **fields: Any) -> Event:
    """Make a corroborated event of `deed`, such as ``AZE ACCUSE RUS``, known on its first day."""
    source, kind, target = deed.split()
    dated = When.parse(when) if when else None
    killed = fields.pop("killed", None)
    numbers = () if killed is None else (Number(kind="killed", value=killed, words="killed"),)
    return Event(
        **{
            "actor": Actor(country=source),
            "recipient": Actor(country=target),
            "type": kind,
            "when": dated,
            "reports": (name,),
            "lead": name,
            "origins": 2,
            "asserting": fields.get("origins", 2),
            "known": dated.first if dated else date(2025, 1, 1),
            "merger": "merge.v1",
            "numbers": numbers,
            **fields,
        }
    )

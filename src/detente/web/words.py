"""How records read on a page: dates, figures, names, and text made safe to show."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from detente.knowledge.countries import name_of
from detente.knowledge.plover import SECTORS
from detente.records import Actor, When

__all__ = [
    "actor",
    "actor_code",
    "commands",
    "file_name",
    "long_date",
    "moment",
    "percent",
    "short_date",
    "short_month",
    "shown",
    "signed",
    "web_link",
    "when_text",
]

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional controls that can make a line read otherwise than it is stored."""
_TAGS = 0xE0000
"""Invisible tag characters, which no text needs, begin here."""
_UNSEEN = ("Cc", "Cn", "Co", "Cs")
"""Unicode categories of controls, unassigned, private and surrogate code points."""


def shown(value: object) -> object:
    """Make control and bidirectional override characters of a text visible; pass on the rest.

    The template engine calls it on every value it prints, so no page can forget it.
    """
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    if value.isascii() and value.isprintable():
        return value
    return "".join(_shown(c) for c in value)


def _shown(character: str) -> str:
    if character in "\n\t" or character.isprintable():
        return character
    if character in _OVERRIDES or unicodedata.category(character) in _UNSEEN:
        return f"[U+{ord(character):04X}]"
    # Joiners, directional marks and unusual spaces belong to the writing of many languages.
    return f"[U+{ord(character):04X}]" if ord(character) >= _TAGS else character


def commands(text: str) -> Markup:
    """Set what stands between backticks, as in our own sentences, as code."""
    parts = (escape(shown(part)) for part in text.split("`"))
    codes = Markup("<code>{}</code>")
    return Markup().join(codes.format(part) if n % 2 else part for n, part in enumerate(parts))


def long_date(day: date) -> str:
    """Write ``1 July 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(at: datetime) -> str:
    """Write ``1 Jul 2025, 09:30 UTC``."""
    there = at.astimezone(UTC)
    return f"{short_date(there.date())}, {there:%H:%M} UTC"


def short_month(day: date) -> str:
    """Write ``Jul``."""
    return _MONTHS[day.month - 1][:3]


def short_date(day: date) -> str:
    """Write ``1 Jul 2025``."""
    return f"{day.day} {short_month(day)} {day.year}"


def when_text(when: When | None) -> str:
    """Write a date as precisely as it is known: a day, a month, a year, or a span."""
    if when is None:
        return "undated"
    match when.precision:
        case "day":
            return short_date(when.first)
        case "month":
            return f"{_MONTHS[when.first.month - 1]} {when.first.year}"
        case "year":
            return str(when.first.year)
    whole_years = "/" in str(when) and len(str(when)) == len("1988/1994")
    if whole_years:
        return f"{when.first.year}–{when.last.year}"
    return f"{short_date(when.first)} – {short_date(when.last)}"


def signed(value: float) -> str:
    """Write a whole number with its sign, a true minus, and no sign at zero."""
    rounded = round(value)
    if rounded == 0:
        return "0"
    return f"+{rounded}" if rounded > 0 else f"−{-rounded}"


def percent(probability: float) -> str:
    """Write a probability in per cent; what is not exactly 0 or 1 never reads as 0 or 100."""
    value = probability * 100
    if 0 < value < 1:
        return "<1 %"
    if 99 < value < 100:
        return ">99 %"
    return f"{value:.0f} %"


def web_link(url: str) -> str:
    """Give the address if it may become a link, http or https with a host; otherwise nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def file_name(address: str) -> str:
    """Give the last part of a path as it may come from any system: ``items.jsonl#3``."""
    return re.split(r"[/\\]", address.rstrip("/\\"))[-1]


def actor(who: Actor | None) -> str:
    """Name an actor by its state and sector, or by its words where the state is unknown."""
    if who is None:
        return "Unknown"
    sector = _sector(who.sector)
    if who.country is None:
        return who.name or sector.capitalize()
    name = name_of(who.country)
    return f"{name} ({sector})" if sector else name


def actor_code(who: Actor | None) -> str:
    """Give an actor's code with the words that name it: ``RUSGOV, as “the Kremlin”``."""
    if who is None:
        return "none found"
    return f"{who.code}, as “{who.name}”" if who.name else f"{who.code}, implied"


def _sector(code: str | None) -> str:
    """Give the sector's first words: the table's ``police and interior troops`` is ``police``."""
    meaning = SECTORS.get(code or "", code or "")
    return re.split(r"[:,]| and | of ", meaning)[0]

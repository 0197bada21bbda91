"""What the header of an answer says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

__all__ = ["links", "max_age", "media_type", "retry_after"]

LONGEST_WAIT = 86_400.0
"""Seconds: whoever asks for more than a day is asked again after a day."""

LONGEST_AGE = 366 * 86_400

_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100})", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-z0-9_.:+-]{1,40})", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?([0-9]{1,15})", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_RELATION = re.compile(r";\s*rel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)
_KEPT_RELATIONS = ("hub", "self")


def media_type(written: str) -> tuple[str, str]:
    """Give media type and charset, each in lower case and empty where it is not said."""
    found = _TYPE.match(written)
    if found is None:
        return "", ""
    charset = _CHARSET.search(written, found.end())
    return found[1].lower(), charset[1].lower() if charset else ""


def max_age(written: str) -> int | None:
    """Give the ``max-age`` of a ``Cache-Control``."""
    found = _MAX_AGE.search(written)
    return min(int(found[1]), LONGEST_AGE) if found else None


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Give the seconds that an answer asks to wait, a day at most; None where it does not.

    A date is reckoned from the answer's own ``Date``, so that no clock but its own matters.
    """
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return min(float(written[:10]), LONGEST_WAIT)
    until, since = _time(written), _time(headers.get("date", ""))
    if until is None or since is None:
        return None
    return min(max((until - since).total_seconds(), 0.0), LONGEST_WAIT)


def _time(written: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def links(written: str, base: str) -> dict[str, str]:
    """Give the first address of each relation of a ``Link`` header that is of use, absolute."""
    found: dict[str, str] = {}
    for address, parameters in _LINK.findall(written):
        relation = _RELATION.search(parameters)
        for name in (relation[1] or relation[2] or "").lower().split() if relation else ():
            if name in _KEPT_RELATIONS and name not in found and (at := _joined(base, address)):
                found[name] = at
    return found


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return ""

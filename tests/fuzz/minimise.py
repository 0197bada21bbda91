"""The smallest item that breaks in the same place, in neutral words if its words are not ours."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.fuzz.items import Item

__all__ = ["minimise", "neutral"]

Breaks = Callable[[Item], bool]

_NEUTRAL = b"alpha beta gamma delta lamp stone river table green chair paper cloud".split()
_WORD = re.compile(rb"[^\W\d_]{4,}|[\xc3-\xf4][\x80-\xbf]+")


def minimise(item: Item, breaks: Breaks, seconds: float) -> Item:
    """Leave out ever smaller pieces as long as it still breaks; stop after so many seconds."""
    end = time.monotonic() + seconds
    size = max(1, len(item.body) // 2)
    while True:
        shrunk = False
        at = 0
        while at < len(item.body) and time.monotonic() < end:
            smaller = replace(item, body=item.body[:at] + item.body[at + size :])
            if breaks(smaller):
                item, shrunk = smaller, True
            else:
                at += size
        if time.monotonic() >= end or (size == 1 and not shrunk):
            return item
        size = max(1, size // 2) if not shrunk or size > len(item.body) else size


def neutral(item: Item, breaks: Breaks) -> Item:
    """Put neutral words in place of those that the break does not need."""
    for written in sorted(set(_words(item.body)), key=len, reverse=True):
        for word in _NEUTRAL:
            other = replace(item, body=item.body.replace(written, word))
            if breaks(other):
                item = other
                break
    return item


def _words(body: bytes) -> Iterator[bytes]:
    return (found[0] for found in _WORD.finditer(body) if found[0] not in _NEUTRAL)

"""Bytes whose encoding nobody states rightly."""

from __future__ import annotations

__all__ = ["GUESSED_FROM", "NO_CHARSET", "UNSAFE", "guessed", "is_utf8"]

NO_CHARSET = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"})
"""Codecs of Python that are no encodings of texts; some take time that grows with the square."""

UNSAFE = NO_CHARSET | {"utf-7", "u7"}
"""The same for answers from the web, where UTF-7 serves only to hide markup."""

GUESSED_FROM = 50_000
"""Bytes at the beginning that a guess rests on."""


def is_utf8(body: bytes) -> bool:
    """Tell whether it is valid UTF-8: hardly any other text is."""
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def guessed(body: bytes) -> str:
    """Give the text as UTF-8 if few of many characters are broken, else by frequency of letters."""
    return _mostly_utf8(body) or _by_letters(body)


def _mostly_utf8(body: bytes) -> str:
    """Give the text if only a few of its many non-ASCII characters are broken, else nothing."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - broken
    return text if broken * 20 < sound else ""


def _by_letters(body: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(body[:GUESSED_FROM]).best()
    return body.decode(best.encoding if best else "latin-1", "replace")

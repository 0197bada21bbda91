"""Where sentences begin and end, in eight scripts, by rules alone.

A line break ends a sentence, so a heading without full stop is a sentence of its own. Within a
line every run of end marks is looked at once, with the word before it and the word after it.
"""

from __future__ import annotations

import re

from detente.language.abbreviations import BEFORE_NAME, BEFORE_NUMBER, MONTHS, MUTE, STARTERS

__all__ = ["split"]

_OPEN = re.escape("\"'“‘„‚«‹([{「『（【《〈¿¡—–-")
_CLOSE = re.escape("\"'”’»›)]}」』）】》〉")
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# What may stand before the first word of a line without being part of its sentence: bullets, and
# a full stop that slid over from the line before (".For example").
_LEAD = re.compile(r"(?:\s|[•‣◦▪▫●○■□◆◇►▶▸➤➢✓✔·∙⁃*➔→](?=\s|\w)|[-–—](?=\s)|[.;,](?=[^\W\d]))*")
_MARKS = re.compile(
    r"(?P<full>[。！？｡．]+|[։۔।॥።]+)|(?P<soft>[.!?…؟]+)(?:\[\d{1,3}\])*|(?P<colon>:)",
)
# The high-low “ closes in German and opens elsewhere; French puts a space before ».
_CLOSERS = re.compile(rf"(?:[{_CLOSE}]|“(?=\s|$)|[ \u00a0\u202f]»(?=\s|$))*")
_OPENERS = re.compile(rf"[\s{_OPEN}]*")
_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(rf"[^\s{_OPEN}{_CLOSE}/]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.)*[^\W\d_]$")
_ARMENIAN = re.compile(r"[\u0531-\u0587]")
_LOOKBACK = 32
_ABBREVIATIONS = BEFORE_NAME | BEFORE_NUMBER | MUTE
_DOMAINS = frozenset({"com", "net", "org", "gov", "edu", "info"})


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Give start and end of each sentence, without the white space and bullets around it.

    Bounds are ordered, do not overlap, and cover every character but white space, bullets and
    stray full stops at the head of a line. Takes time proportional to the length of the text.
    """
    bounds: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = _lead(text, line.start(), line.end())
        for end in _ends(text, start, line.end()):
            _add(bounds, text, start, end)
            start = end
        _add(bounds, text, start, line.end())
    return tuple(bounds)


def _lead(text: str, start: int, end: int) -> int:
    found = _LEAD.match(text, start, end)
    after = found.end() if found else start
    return start if after == end else after


def _add(bounds: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        first = start + len(piece) - len(piece.lstrip())
        bounds.append((first, first + len(bare)))


def _ends(text: str, start: int, end: int) -> list[int]:
    """Give the offsets within a line after which a new sentence begins."""
    ends = []
    begun = start
    for marks in _MARKS.finditer(text, start, end):
        closers = _CLOSERS.match(text, marks.end(), end)
        after = closers.end() if closers else marks.end()
        if after < end and after > begun and _ends_here(text, begun, marks, after, end):
            ends.append(after)
            begun = after
    return ends


def _ends_here(text: str, begun: int, marks: re.Match[str], after: int, end: int) -> bool:
    if marks["full"]:
        # A Japanese quotation goes on with its particle: 「…。」と述べた.
        return not (after > marks.end() and text[after] in "とっ、，")
    if marks["colon"]:
        return _armenian_stop(text, marks.start(), after, end)
    if not text[after].isspace():
        return _space_missing(text, begun, marks, after, end)
    opener = _OPENERS.match(text, after, end)
    upcoming = opener.end() if opener else after
    word = _WORD.match(text, upcoming, end)
    following = word[0] if word else text[upcoming : upcoming + 1]
    if not following or following in ",;:.)":
        return False
    if following[0].islower():
        return _ends_before_small(text, begun, marks, after)
    return marks["soft"] != "." or not _abbreviates(text, begun, marks.start(), following)


def _ends_before_small(text: str, begun: int, marks: re.Match[str], after: int) -> bool:
    """Tell whether a sentence ends though the next one begins with a small letter.

    Hasty writers do so. A quotation that goes on, an ellipsis or an abbreviation looks alike, so
    only a plain word counts as the end.
    """
    if after > marks.end() or text[after - 1] not in ".!?":
        return False
    if marks["soft"] in ("!", "?"):
        return True
    word = _token(text, begun, marks.start())
    plain = word.isalpha() and word.islower() and len(word) > 3
    return plain and marks["soft"] == "." and word not in _ABBREVIATIONS


def _token(text: str, begun: int, at: int) -> str:
    """Give what stands before `at` up to the next space or quotation mark."""
    found = _TOKEN.search(text[max(begun, at - _LOOKBACK) : at])
    return found[0] if found else ""


def _armenian_stop(text: str, at: int, after: int, end: int) -> bool:
    """Tell whether a colon stands for the Armenian full stop, as it often does on keyboards."""
    opener = _OPENERS.match(text, after, end)
    upcoming = opener.end() if opener else after
    if not (at > 0 and after < upcoming < end):
        return False
    follows = text[upcoming]
    return bool(_ARMENIAN.match(text[at - 1]) and _ARMENIAN.match(follows) and follows.isupper())


def _space_missing(text: str, begun: int, marks: re.Match[str], after: int, end: int) -> bool:
    """Tell whether a sentence ends though the next one follows without a space."""
    word = _WORD.match(text, after, end)
    if not word or not word[0][0].isupper() or word.end() == end or word[0].lower() in _DOMAINS:
        return False
    before = text[max(begun, marks.start() - 2) : marks.start()]
    if before[-1:].isspace():
        return True
    return len(before) == 2 and before.islower() and before.isalpha() and text[word.end()] in " ,’'"


def _abbreviates(text: str, begun: int, at: int, following: str) -> bool:
    """Tell whether the full stop at `at` belongs to the word before it and ends nothing."""
    token = _token(text, begun, at)
    low = token.lower()
    if token.isdigit():
        listed = not text[begun : min(at - len(token), begun + _LOOKBACK)].strip()
        return listed or (len(token) < 3 and following.lower() in MONTHS)
    if low in BEFORE_NAME:
        return True
    if low in BEFORE_NUMBER and following[0].isdigit():
        return True
    if low in MUTE:
        return following not in STARTERS
    if _INITIALS.match(token):
        return following not in STARTERS or len(following) == 1
    return False

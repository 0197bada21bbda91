"""Words of a sentence with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.coding.rules.lexicon import wordlist

__all__ = ["Words", "words"]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"
    r"|['’](?:s|t|re|ve|ll|d|m)\b"
    r"|(?:[Cc]o|[Rr]e)-[^\W\d_]{3,}"  # "co-operate" is "cooperate"
    r"|[^\W\d_]+"
    r"|[^\w\s]"
)
_DASHES = frozenset("-‐‑")
# A hyphen before one of these words, spaced like "plane-a charge", was set for a dash.


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one item a token. Hyphens are dropped, or turned into dashes."""

    text: str
    lower: list[str]
    start: list[int]
    end: list[int]
    glued: list[bool]
    """Whether a hyphen ties the token to the one before."""

    def __len__(self) -> int:
        return len(self.lower)

    def raw(self, k: int) -> str:
        """Give token `k` as written."""
        return self.text[self.start[k] : self.end[k]]

    def title(self, k: int) -> bool:
        """Tell whether token `k` begins with a capital."""
        return self.text[self.start[k]].isupper()


def words(text: str) -> Words:
    """Cut a sentence into words, numbers, possessive endings and marks."""
    lower: list[str] = []
    start: list[int] = []
    end: list[int] = []
    glued: list[bool] = []
    tie = False
    for found in _TOKEN.finditer(text):
        written = found.group()
        first, last = found.span()
        if (written in _DASHES and _inside_word(text, first, last)) or (
            written == "–" and _between_names(text, first, last)
        ):
            if not _is_dash(text, last):
                tie = True
                continue
            written = "—"
        plain = written.lower().replace("’", "'")
        lower.append(plain.replace("-", "") if len(plain) > 1 else plain)
        start.append(first)
        end.append(last)
        glued.append(tie)
        tie = False
    return Words(text, lower, start, end, glued)


def _inside_word(text: str, first: int, last: int) -> bool:
    if first == 0 or last == len(text):
        return False
    return (text[first - 1].isalnum() or text[first - 1] == ".") and text[last].isalnum()


def _between_names(text: str, first: int, last: int) -> bool:
    """Tell whether an en dash ties two names: "the Egyptian–Ethiopian war"."""
    if not _inside_word(text, first, last) or not text[last].isupper():
        return False
    start = first
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start].isupper()


def _is_dash(text: str, last: int) -> bool:
    found = _TOKEN.match(text, last)
    if found is None or found.group().lower() not in wordlist("after_dash"):
        return False
    return text[found.end() : found.end() + 1].isspace()

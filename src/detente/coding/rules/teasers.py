"""Teasers: lines of a page that point to other stories, and are no part of this one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.records import Sentence

__all__ = ["without_teasers"]

_POINTS = re.compile(
    r"""\W*(?:
        (?:read|see)\s(?:more|also|next)\b | also\sread\b | more\son\sthis\b
        | (?:you\s(?:may|might)\s)?also\slike\b | don['’]t\smiss\b | sign\sup\b | subscribe\b
        | (?: related(?:\s(?:articles?|coverage|links?|news|posts?|stories|topics?|video))?
            | recommended(?:\s(?:for\syou|reading|stories))? | watch(?:\s(?:live|more|now))?
            | more\sfrom\s[^:.]{1,40} | most\s(?:popular|read|viewed) | trending(?:\snow)?
            | editors?['’]?s?\s(?:choice|picks?) )\s*(?:[:|]|$)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
"""How a sentence of the story itself ends, and a headline does not."""
_MORE = 3
"""Words after a label that make the sentence a teaser of its own."""


def without_teasers(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Leave out teasers: "Read more: Chile expels envoy", and the headline after a bare label."""
    pending = False
    for sentence in sentences:
        found = _POINTS.match(sentence.text)
        if found is None and not (pending and not _ENDS.search(sentence.text)):
            yield sentence
        rest = sentence.text[found.end() :].split() if found else []
        pending = found is not None and len(rest) < _MORE

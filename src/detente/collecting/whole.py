"""Whether a text that a feed carries is the whole article or only its beginning."""

from __future__ import annotations

import re

__all__ = ["is_whole"]

_LONG = 600
"""Characters from which on a text passes for an article."""
_PARAGRAPHS = 3
_SHORT = 250
"""Characters that several paragraphs have at least."""
_INVITATION = 80
"""Characters of the longest line that only invites to read on."""

_CUT = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|[»›→]|>>?)\s*$")
_READ_ON = re.compile(
    r"read (?:more|on|the (?:full|rest|whole))|read full|continue reading|full (?:story|article)"
    r"|keep reading|more\s*$|weiterlesen|mehr (?:lesen|dazu)|zum artikel|lire (?:la suite|plus)"
    r"|leer más|seguir leyendo|continua a leggere|leggi tutto|подробнее|читать (?:далее|полностью)"
    r"|читайте (?:далее|полностью)|далее\s*$|докладніше|детальніше|читати далі|devamı|ətraflı"
    r"|ardı\s*$|կարդալ ավելին|მეტი\s*$|ادامه|بیشتر|اقرأ المزيد|للمزيد|קרא עוד|המשך",
    re.I,
)


def is_whole(text: str) -> bool:
    """Judge the content of an entry, never its summary.

    It is whole if it is long or has several paragraphs, and none of its last two says that it goes
    on elsewhere. In doubt it is not: then the article is fetched.
    """
    paragraphs = text.split("\n")
    if len(text) < _LONG and (len(paragraphs) < _PARAGRAPHS or len(text) < _SHORT):
        return False
    return not any(_goes_on(line) for line in paragraphs[-2:])


def _goes_on(line: str) -> bool:
    return bool(_CUT.search(line)) or (len(line) <= _INVITATION and bool(_READ_ON.search(line)))
